"""The URLs of the desk."""

from __future__ import annotations

from django.urls import path

from dragoman.desk.views import (
    accounts,
    comments,
    facts,
    glossary,
    grid,
    history,
    lists,
    passages,
    release,
    search,
    settings,
    sound,
    speakers,
    translating,
    withdrawal,
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

handler400 = "dragoman.desk.views.errors.bad_request"
handler403 = "dragoman.desk.views.errors.forbidden"
handler404 = "dragoman.desk.views.errors.not_found"
handler500 = "dragoman.desk.views.errors.broken"

urlpatterns = [
    path("", lists.interview_list, name="interviews"),
    path("log-in", accounts.log_in, name="log-in"),
    path("log-out", accounts.log_out, name="log-out"),
    path("accounts", accounts.account_list, name="accounts"),
    path("accounts/add", accounts.add_account, name="add-account"),
    path("accounts/<int:number>", accounts.change_account, name="change-account"),
    path("search", search.search, name="search"),
    path("jobs", lists.jobs, name="jobs"),
    path("jobs/<int:number>/cancel", lists.cancel_job, name="cancel-job"),
    path("jobs/<int:number>/retry", lists.retry_job, name="retry-job"),
    path("jobs/<int:number>/forget", lists.forget_job, name="forget-job"),
    path("jobs/<int:number>/answer", lists.answer_job, name="answer-job"),
    path("upload", lists.upload, name="upload"),
    path("paste", lists.paste, name="paste"),
    path("settings", settings.settings, name="settings"),
    path("publish", release.publish, name="publish"),
    path("site/<path:name>", release.site, name="site"),
    path("i/<path:key>/speakers", speakers.speakers, name="speakers"),
    path("i/<path:key>/speakers/change", speakers.change_speakers, name="change-speakers"),
    path("i/<path:key>/speakers/merge", speakers.merge_speakers, name="merge-speakers"),
    path("i/<path:key>/facts", facts.facts, name="facts"),
    path("i/<path:key>/facts/change", facts.change_facts, name="change-facts"),
    path("i/<path:key>/names", glossary.glossary, name="glossary"),
    path("i/<path:key>/names/change", glossary.change_terms, name="change-terms"),
    path("i/<path:key>/replace", glossary.replace, name="replace"),
    path("i/<path:key>/replace/chosen", glossary.replace_chosen, name="replace-chosen"),
    path("i/<path:key>/listening", history.listening, name="listening"),
    path("i/<path:key>/history", history.history, name="history"),
    path("i/<path:key>/history/take-back", history.take_back, name="take-back"),
    path("i/<path:key>/release", release.release_page, name="release"),
    path("i/<path:key>/release/make", release.make_release, name="make-release"),
    path("i/<path:key>/withdraw", withdrawal.withdraw_page, name="withdraw"),
    path("i/<path:key>/withdraw/look", withdrawal.look, name="look-at-withdrawal"),
    path("i/<path:key>/withdraw/make", withdrawal.make_withdrawal, name="make-withdrawal"),
    path("i/<path:key>/preview/<path:name>", release.preview, name="preview"),
    path("i/<path:key>/preview/", release.preview, {"name": ""}, name="preview-start"),
    path("i/<path:key>/translate", translating.translate_page, name="translate"),
    path("i/<path:key>/translate/start", translating.start_translation, name="start-translation"),
    path("i/<path:key>/changes", grid.changes, name="changes"),
    path("i/<path:key>/edits", grid.edits, name="edits"),
    path("i/<path:key>/typing", grid.typing, name="typing"),
    path("i/<path:key>/undo", grid.undo, name="undo"),
    path("i/<path:key>/concordance", search.concordance, name="concordance"),
    path("i/<path:key>/passages/<str:segment>/spoken", sound.spoken, name="spoken"),
    path("i/<path:key>/passages/<str:segment>", passages.passage, name="passage"),
    path("i/<path:key>/passages/<str:segment>/suggest", translating.suggest, name="suggest"),
    path("i/<path:key>/problems", passages.problems, name="problems"),
    path("i/<path:key>/settle", passages.settle, name="settle"),
    path("i/<path:key>/comment", comments.comment, name="comment"),
    path("i/<path:key>/comment/resolve", comments.resolve, name="resolve-comment"),
    path("i/<path:key>/review", grid.review, name="review"),
    path("i/<path:key>/listened", passages.listened, name="listened"),
    path("i/<path:key>/sound", sound.sound, name="sound"),
    path("i/<path:key>/peaks", sound.peaks, name="peaks"),
    path("i/<path:key>/", grid.grid, name="grid"),
]
