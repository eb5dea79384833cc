from django.urls import path

from folkmoot.work.documents.views import following, reading, register, sheets, versions

ONE = "document/<int:number>/"
VERSION = ONE + "version/<int:version>/"

app_name = "documents"
urlpatterns = [
    path("", register.register, name="register"),
    path("documents.csv", register.download, name="download"),
    path("programmes/", register.programmes, name="programmes"),
    path("laws/", register.laws, name="laws"),
    path("comments/", register.comments, name="comments"),
    path("enter/", sheets.enter, name="enter"),
    path("how-things-stand/", following.statements, name="statements"),
    path("how-things-stand/state/", following.state, name="state"),
    path("how-things-stand/<int:key>/change/", following.restate, name="restate"),
    path("how-things-stand/<int:key>/check/", following.check, name="check"),
    path(ONE, reading.document, name="document"),
    path(ONE + "compare/", reading.compare, name="compare"),
    path(ONE + "change/", sheets.change, name="change"),
    path(ONE + "owner/", sheets.owner, name="owner"),
    path(ONE + "withdraw/", sheets.withdraw, name="withdraw"),
    path(ONE + "law/", sheets.law, name="law"),
    path(ONE + "law/<int:key>/check/", sheets.check_law, name="check_law"),
    path(ONE + "tie/", sheets.tie, name="tie"),
    path(ONE + "draft/", versions.draft, name="draft"),
    path(ONE + "review/", following.review, name="review"),
    path(ONE + "vary/", following.vary, name="vary"),
    path(ONE + "rewrite/", following.rewrite, name="rewrite"),
    path(ONE + "heard/<int:key>/", following.hear, name="hear"),
    path(ONE + "become/", following.promise, name="promise"),
    path(ONE + "successor/", following.successor, name="successor"),
    path(VERSION, reading.version, name="version"),
    path(VERSION + "as/<slug:form>/", reading.file, name="file"),
    path(VERSION + "equality/", versions.equality, name="equality"),
    path(VERSION + "approve/", versions.approve, name="approve"),
    path(VERSION + "adopt/", versions.adopt, name="adopt"),
    path(VERSION + "form/", versions.keep_format, name="keep_format"),
    path(VERSION + "comment/", versions.comment, name="comment"),
    path(VERSION + "comment/<int:comment>/answer/", versions.answer, name="answer"),
    path(VERSION + "try/", versions.pilot, name="pilot"),
    path(VERSION + "give-out/", versions.give_out, name="give_out"),
]
