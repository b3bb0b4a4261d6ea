#!/bin/sh
# Fuzzes the API and scans the pages of a Redress that may be broken: it writes, and what it wrote is not taken back.
#
#   scan.sh ADDRESS EMAIL PASSWORD TOKEN
#
# ADDRESS as http://127.0.0.1:8080. EMAIL and PASSWORD open the pages to the scanner, TOKEN the API to the fuzzer: all three
# of one person, as they stand in redress-demo/demo-credentials.json of a demonstration. Needs schemathesis 4,
# wapiti 3.2, curl and python3 on the PATH. SCAN_EXAMPLES (20), SCAN_CRAWL (300 s) and SCAN_ATTACK (120 s for each module)
# make it longer or shorter, SCAN_OUT (scan-results) says where it writes. Exit code 1 when either found something, or could not be run.
set -eu

[ $# -eq 4 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
address=${1%/} email=$2 password=$3 token=$4
out=${SCAN_OUT:-scan-results}
mkdir -p "$out"
found=0

# The document, with cases, people and periods that are there: made-up ones would end at "not found".
python3 - "$address" "$token" > "$out/openapi.json" <<'END'
import json, sys, urllib.request
address, token = sys.argv[1:]
def get(path):
    request = urllib.request.Request(address + path, headers={"Authorization": "Bearer " + token})
    return json.load(urllib.request.urlopen(request))
known = {
    "reference": [case["reference"] for case in get("/api/v1/cases?limit=40")["items"]] + ["NONE-1"],
    "period": [report["id"] for report in get("/api/v1/reports")][:8],
    "number": [1, 2, 3], "version": [1, 2],
}
staff = [person["id"] for person in get("/api/v1/staff")]
document = get("/api/v1/openapi.json")
for path, methods in document["paths"].items():
    for operation in methods.values():
        for parameter in operation.get("parameters", []) if isinstance(operation, dict) else []:
            values = staff if "/staff/" in path else known.get(parameter["name"])
            if parameter["in"] == "path" and values:
                parameter["schema"] = {"enum": values}
json.dump(document, sys.stdout)
END

# fuzz NAME DOCUMENT [OPTION…]
fuzz() {
    name=$1 document=$2
    shift 2
    # The fuzzer waits where it is told to by Retry-After, so that limits on the pace do not hide what is behind them.
    if ! schemathesis --no-color run "$document" --url "$address" "$@" \
        --phases examples,coverage,fuzzing,stateful --max-examples "${SCAN_EXAMPLES:-20}" --workers 1 \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,unsupported_method,ignored_auth \
        --continue-on-failure --no-shrink --suppress-health-check all --request-timeout 30 --rate-limit auto \
        > "$out/fuzzer-$name.txt" 2>&1; then
        echo "the fuzzer ($name) found something: $out/fuzzer-$name.txt"
        found=1
    fi
}

fuzz made-up "$address/api/v1/openapi.json" -H "Authorization: Bearer $token"
fuzz known "$out/openapi.json" -H "Authorization: Bearer $token"
fuzz nobody "$address/api/v1/openapi.json"

# A session of its own. The scanner must not end it, nor the account it belongs to.
cookie=$(curl --silent --output /dev/null --dump-header - --data-urlencode "email=$email" \
    --data-urlencode "password=$password" "$address/sign-in" |
    sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*_session=[0-9a-f]*\).*/\1/p')
[ -n "$cookie" ] || { echo "could not sign in as $email"; exit 1; }
account=$address/accounts/${email%%@*}

wapiti --url "$address/cases" -H "Cookie: $cookie" --scope domain --depth 3 --flush-session \
    -s "$address/" -s "$address/sign-in" -s "$address/tell-us/donnington" -s "$address/reports" -s "$address/learning" \
    -s "$address/people" -s "$address/accounts" -s "$address/procedure" -s "$address/account" \
    -x "$address/sign-out" -x "$address/account/sessions/end" -x "$address/account/sessions/end-others" \
    -x "$address/account/password" -x "$address/account/second-factor" -x "$address/second-factor" \
    -x "$account/end" -x "$account/roles" -x "$account/link" -x "$account/sign-out" \
    --max-links-per-page 60 --max-files-per-dir 15 --max-scan-time "${SCAN_CRAWL:-300}" \
    --max-attack-time "${SCAN_ATTACK:-120}" --timeout 30 \
    --module csp,http_headers,cookieflags,csrf,methods,redirect,crlf,sql,file,exec,xss,permanentxss \
    --format json --output "$out/scanner.json" > "$out/scanner.txt" 2>&1 ||
    { echo "the scanner did not come to an end: $out/scanner.txt"; found=1; }

[ -s "$out/scanner.json" ] && python3 - "$out/scanner.json" "$address" <<'END' || found=1
import json, sys
report, tls = json.load(open(sys.argv[1])), sys.argv[2].startswith("https:")
kinds = {**report["vulnerabilities"], **report["anomalies"]}
hits = [(kind, hit) for kind, list_of in kinds.items() for hit in list_of]
# Forms of people without a session have no token of one: what comes from other sites is refused by its origin instead.
forms = ("/sign-in", "/tell-us/")
hits = [(kind, hit) for kind, hit in hits if not ("Forgery" in kind and hit["path"].startswith(forms))]
# Without TLS no cookie can ask for it.
hits = [(kind, hit) for kind, hit in hits if tls or "Secure Flag" not in kind]
for kind, hit in hits:
    print(f"{kind}: {hit['method']} {hit['path']} {hit.get('parameter') or ''} - {hit['info']}")
sys.exit(1 if hits else 0)
END

exit $found
