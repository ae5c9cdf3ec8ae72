"""``dragoman serve``: correct interviews beside their sound, in the browser."""

from __future__ import annotations

import argparse
import getpass
import ipaddress
import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.terminal import as_command, load_desk, shown
from dragoman.engines import find_translator
from dragoman.engines.base import TranslatorSetup
from dragoman.errors import EngineError, Fix, FolderError, SettingsError
from dragoman.folder import is_interview
from dragoman.settings.engines import find_configured, find_engines_file, resolve_translator

__all__ = ["add_arguments", "run"]

_ROLES = ("owner", "editor", "reviewer", "reader")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "directory",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the directory that holds the interviews (default: this one)",
    )
    parser.add_argument(
        "--port", type=int, default=8000, metavar="N", help="the port (default: 8000; 0 takes a free one)"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    parser.add_argument(
        "--accounts", action="store_true", help="ask people to log in (default: whoever uses this machine)"
    )
    parser.add_argument("--add-account", metavar="HANDLE", help="add an account, ask for its password, and exit")
    parser.add_argument("--role", choices=_ROLES, help="the account's role (default: editor)")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="the address to listen at; one that others can reach needs --accounts",
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a host name under which browsers reach the desk, such as desk.example.org; may be repeated",
    )
    parser.add_argument("--reindex", action="store_true", help="rebuild the search index, and exit")
    parser.add_argument(
        "--with",
        dest="engines",
        metavar="ENGINES",
        help="the engines that may translate, separated by commas (default: those set up or installed)",
    )
    parser.add_argument("--no-alignment", action="store_true", help="do not align words again in corrected passages")
    parser.add_argument(
        "--https", action="store_true", help="a proxy in front serves https: send cookies over https only"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, to this machine only unless there are accounts."""
    if not options.directory.is_dir():
        raise FolderError(options.directory, "is not a directory", "name the one that holds your interviews")
    if is_interview(options.directory):
        whole = Fix("serve the one that contains it", "serve", (str(options.directory.resolve().parent),))
        raise FolderError(options.directory, "is an interview, not a directory of interviews", whole)
    if options.role is not None and options.add_account is None:
        raise SettingsError("role", options.role, "needs an account", "name one with --add-account")
    _refuse_open(options.host, options.name, accounts=options.accounts or options.add_account is not None)
    try:
        from dragoman.desk.options import DeskOptions
        from dragoman.desk.server import add_account, has_accounts, reindex, serve
    except ModuleNotFoundError as error:
        fix = Fix("install it", package="dragoman[desk]")
        raise EngineError("the desk", f"is not installed ({error.name} is missing)", fix) from error
    from dragoman.cli.translate_report import describe_install

    root = options.directory.resolve()
    desk = DeskOptions(
        root=root,
        data=root / ".dragoman-desk",
        settings=load_desk({}),
        host=options.host,
        port=options.port,
        accounts=options.accounts,
        hosts=_find_names(options.host, options.name),
        https=options.https,
        database=os.environ.get("DATABASE_URL"),
        translators=_find_translators(options.engines),
        installed=options.engines is None,
        aligner="" if options.no_alignment else "whisper",
        write_fix=as_command,
        write_install=describe_install,
    )
    if options.add_account is not None:
        account = add_account(desk, options.add_account, options.role or "editor", _ask_password())
        start = as_command(Fix("Start the desk", "serve", (str(options.directory),), {"accounts": True}))
        print(shown(f"{account} can log in now. {start}"))
        return 0
    if options.reindex:
        count = reindex(desk)
        print(f"the index holds {count} interview{'' if count == 1 else 's'} now")
        return 0
    if options.accounts and not has_accounts(desk):
        first = Fix("add one", "serve", (str(options.directory), "--add-account", "HANDLE", "--role", "owner"))
        raise SettingsError("accounts", None, "has no owner yet", first)
    try:
        serve(desk, lambda address: _opened(address, browser=not options.no_browser))
    except KeyboardInterrupt:
        return 0
    return 0


def _find_translators(engines: str | None) -> tuple[TranslatorSetup, ...]:
    """How to reach the engines that may translate: the named ones, otherwise those that the user has set up."""
    config = find_engines_file(os.environ)
    named = find_configured(os.environ, config) if engines is None else filter(None, map(str.strip, engines.split(",")))
    for name in (names := tuple(named)):
        find_translator(name)
    return tuple(
        resolve_translator(name, source=None, target="", environment=os.environ, config=config) for name in names
    )


def _refuse_open(host: str, names: Sequence[str], *, accounts: bool) -> None:
    """Refuse options that would let others in without a password."""
    if accounts:
        if _is_every(host) and not names:
            said = "add the host name that browsers use, such as --name desk.example.org"
            raise SettingsError("host", host, "means every address of this machine", said)
        return
    beyond = {"host": None if _is_loopback(host) else host, "name": next(iter(names), None)}
    for setting, value in beyond.items():
        if value is not None:
            fix = "add --accounts, so that people log in"
            raise SettingsError(setting, value, "lets other machines in without a password", fix)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_every(host: str) -> bool:
    try:
        return not host or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _find_names(host: str, names: Sequence[str]) -> tuple[str, ...]:
    """The host names that the desk answers to. Patterns are refused: they would include other people's names."""
    for name in names:
        if not name or any(character in name for character in "*/@ ") or name.startswith("."):
            raise SettingsError("name", name, "is not a host name", "write it as desk.example.org")
    own = f"[{host}]" if ":" in host else host
    return (*names, *([] if _is_every(host) else [own]))


def _ask_password() -> str:
    """A password: typed twice at a terminal, otherwise the first line of the input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise SettingsError("password", None, "was not typed the same twice", "type it again")
    return first


def _opened(address: str, *, browser: bool) -> None:
    print(f"{address} (Ctrl+C ends it)", flush=True)
    if browser:
        webbrowser.open(address)
