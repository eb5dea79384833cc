from django.urls import path

from folkmoot.body.membership import views

app_name = "membership"
urlpatterns = [
    path("", views.join, name="join"),
    path("sign/", views.sign, name="sign"),
    path("register/", views.register, name="register"),
    path("register.csv", views.register_csv, name="register-csv"),
    path("for-somebody-else/", views.record, name="record"),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<slug:reference>/", views.invitation, name="invitation"),
    path("invitations/<slug:reference>/decline/", views.decline, name="decline"),
    path("invitations/<slug:reference>/chase/", views.chase, name="chase"),
    path("invitations/<slug:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("to-sign-again/", views.to_re_sign, name="to-re-sign"),
    path("checks/", views.checks, name="checks"),
    path("receipts/<slug:receipt>/", views.receipt, name="receipt"),
    path("<slug:reference>/", views.member, name="member"),
    path("<slug:reference>/sign-again/", views.re_sign, name="re-sign"),
    path("<slug:reference>/notice/", views.notice, name="notice"),
    path("<slug:reference>/notice/withdraw/", views.withdraw_notice, name="withdraw-notice"),
    path("<slug:reference>/notice/record/", views.record_notice, name="record-notice"),
    path("<slug:reference>/check/", views.check, name="check"),
    path("<slug:reference>/suspend/", views.suspend, name="suspend"),
    path("<slug:reference>/lift/", views.lift, name="lift"),
    path("<slug:reference>/leave-out/", views.leave_out, name="leave-out"),
    path("<slug:reference>/end/", views.end, name="end"),
]
