import sys; sys.path.insert(0,"/work/main/tests")
from conftest import sign_in, NURSE
def test_it(app, staff_client, finished):
    for r in app.url_map.iter_rules():
        print(r.rule, r.endpoint, r.methods)
    v = finished(contact={"name":"Ana Testa","telephone":"905 555 0123 ext 4","place":"vaughan"}, pregnancy="pregnant")
    r = staff_client.get("/staff/"); print(r.status_code, r.headers); print(r.text)
    r = staff_client.get(f"/staff/cases/{v.reference}"); print(r.status_code); print(r.text)
