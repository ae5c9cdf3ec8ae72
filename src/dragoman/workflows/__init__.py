"""The actions of a user, as functions. They parse no arguments and print nothing.

Each takes keyword arguments only: the resolved settings, the options as a frozen value, and a watcher. It returns
frozen values. A workflow asks nothing: if a person must decide something, a ``plan_…`` function returns questions, and
the workflow takes the answers.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["WORKFLOWS", "find_workflow"]

# Name -> "module:function". The functions are imported on first use.
WORKFLOWS = {
    "add-facts": "facts:add_facts",
    "add-facts-to-one": "facts:add_facts_to_one",
    "advise-model": "models:advise_model",
    "apply": "apply:apply",
    "apply-names": "names:apply_names",
    "apply-names-many": "names_many:apply_names_many",
    "back-up": "backup:back_up",
    "build-names": "build_names:build_names",
    "build-names-many": "names_many:build_names_many",
    "check": "check:check",
    "check-many": "check_many:check_many",
    "comment": "comments:comment",
    "convert-many": "convert_many:convert_many",
    "check-names": "names:check_names",
    "draft": "draft:draft",
    "draft-many": "draft_many:draft_many",
    "estimate-rate": "draft_plan:estimate_rate",
    "evaluate": "evaluate:evaluate",
    "export": "export:export",
    "export-names": "names:export_names",
    "export-memory": "memory:export_memory",
    "fetch-model": "models:fetch",
    "find-in-memory": "memory:find_in_memory",
    "find-model": "models:find",
    "history": "view:list_history",
    "import": "import_interview:import_interview",
    "import-memory": "memory:import_memory",
    "import-all": "import_interview:import_all",
    "init": "init:init",
    "is-model-here": "models:is_model_here",
    "list-comments": "comments:list_comments",
    "list-models": "models:list_models",
    "list-translators": "models:list_translators",
    "listen": "listening:listen",
    "merge-speakers": "edit:merge_speakers",
    "missing-sound": "relink:missing_sound",
    "name-speakers": "edit:name_speakers",
    "newsletter": "newsletter:newsletter",
    "plan-apply": "apply:plan_apply",
    "plan-draft": "draft_plan:plan_draft",
    "plan-init": "init:plan_init",
    "plan-import": "import_interview:plan_import",
    "plan-listening": "listening:plan",
    "plan-listening-many": "listening_many:plan_many",
    "plan-publish": "publish_plan:plan_publish",
    "plan-release": "release:plan_release",
    "plan-withdraw": "withdraw:plan_withdraw",
    "preview": "preview:preview",
    "publish": "publish:publish",
    "publish-many": "publish_many:publish_many",
    "read-collection": "import_interview:read_collection",
    "realign": "realign:realign",
    "relink": "relink:relink",
    "relink-many": "relink_many:relink_many",
    "release": "release:release",
    "release-many": "release_many:release_many",
    "rename-signature": "people:rename_signature",
    "report": "review:report",
    "resolve-comment": "comments:resolve",
    "restore": "backup:restore",
    "review": "review:review",
    "settle": "review:settle",
    "speakers": "view:list_speakers",
    "plan-translate": "translate_plan:plan_translate",
    "suggestions": "translate:list_suggestions",
    "time-words": "time_words:time_words",
    "translate": "translate:translate",
    "translate-many": "translate_many:translate_many",
    "undo": "edit:undo",
    "unpublish": "publish:unpublish",
    "verify": "release:verify",
    "view": "view:view",
    "withdraw": "withdraw:withdraw",
    "write-facts-table": "facts:write_table",
}


def find_workflow(name: str) -> Callable[..., Any]:
    """The function with this name.

    :raises KeyError: if the name is not in the table
    """
    module, _, function = WORKFLOWS[name].partition(":")
    found: Callable[..., Any] = getattr(import_module(f"dragoman.workflows.{module}"), function)
    return found
