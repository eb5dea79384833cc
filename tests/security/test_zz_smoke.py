import re, pytest, os
from collections import Counter
from django.db import transaction
from tests.security.standing import standing_world
from tests.security.world import NOW
from tests.security.test_routes import address, parameters, answered
from folkmoot.site.routes import routes
from tests.signing_in import browser
@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with standing_world(django_db_blocker) as world:
        yield world
def test_smoke(built, db, time_machine):
    time_machine.move_to(NOW, tick=False)
    out=[]
    import traceback
    for role in ("officer","contact","public body","chair","stranger"):
        known=browser(built.people[role])
        for route in routes():
            if not route.name.split(":")[0] in ("seats","voice","appraisals"): continue
            for m in route.methods:
                if m not in("GET","POST"): continue
                try:
                    url=address(built,route,"here")
                except Exception as e:
                    out.append(f"{role} {route.name} {e!r}"); continue
                try:
                    with transaction.atomic():
                        r=known.generic(m,url)
                        if getattr(r,"streaming",False): b"".join(r.streaming_content)
                        transaction.set_rollback(True)
                    st=r.status_code
                    if st in (404,500) or (role=="officer" and m=="GET" and st in(403,302)): out.append(f"{role} {m} {url} {st}")
                    if os.environ.get("DUMP") and m=="GET" and st==200 and "html" in r["content-type"]:
                        pass
                except Exception as e:
                    tb=traceback.extract_tb(e.__traceback__)
                    last=[f for f in tb if "folkmoot" in f.filename][-1:]
                    out.append(f"{role} {m} {url} {type(e).__name__} {str(e)[:300]} {[(f.filename[-50:],f.lineno) for f in last]}")
    open("/tmp/smoke.out","w").write("\n".join(out)); assert not out
