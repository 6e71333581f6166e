/**
 * The config with which `scimulate test` starts Playwright: `playwright test --config <this file>`.
 * All that the run is told comes by environment, and the credential comes no other way:
 *
 * | variable | means |
 * |---|---|
 * | SCIMULATE_TARGET_URL | SCIM base URL of the target; required |
 * | SCIMULATE_TARGET_NAME | its name in the report; default its host |
 * | SCIMULATE_TOKEN | bearer token, `user:password`, `Name: value` or `client-id:client-secret` |
 * | SCIMULATE_AUTH | `bearer` (default), `basic`, `header`, `oauth2-cc` or `none` |
 * | SCIMULATE_TOKEN_URL | token endpoint of `oauth2-cc`; SCIMULATE_SCOPE is the scope that it asks for |
 * | SCIMULATE_HEADERS | JSON array of [name, value], sent with every request |
 * | SCIMULATE_OUT | folder that gets `run.json`; default `scimulate-report` |
 * | SCIMULATE_SEED | integer; default a random one, which run.json tells |
 * | SCIMULATE_NONCE | part of every name that the run gives; default random |
 * | SCIMULATE_RUNS | values per property; default what each property says |
 * | SCIMULATE_MAX_TIME | milliseconds that the run may take; what it did not come to is *blocked*, and says so |
 * | SCIMULATE_PATH | fast-check's path, to see one counterexample again; with SCIMULATE_SEED and one check |
 * | SCIMULATE_RATE | at most so many requests: `10/s`, `600/min`; all workers together |
 * | SCIMULATE_REQUEST_TIMEOUT | milliseconds; default 15000 |
 * | SCIMULATE_CONSISTENCY_TIMEOUT | milliseconds that a write may take to show in reads, lists and searches; default 0 |
 * | SCIMULATE_INSECURE | `1` accepts any certificate |
 * | SCIMULATE_CACERT | file with a PEM certificate authority |
 * | SCIMULATE_KEEP_EXCHANGES | `all`, or `findings` (default) |
 * | SCIMULATE_FAIL_ON | `violation` (default) or `warning` |
 * | SCIMULATE_FAIL_TESTS | `1` lets a check with a violation fail as a test, for -x, --max-failures and --last-failed; slower, for each failure starts a new worker |
 * | SCIMULATE_QUIRKS | JSON object: `userName` (`{}@example.com`), `userDefaults`, `groupDefaults`, `capabilities` |
 * | SCIMULATE_MAPPING | a mapping file; without one, the mapping suite is unsupported |
 * | SCIMULATE_WORKERS | default 2 |
 * | SCIMULATE_LEFT_OUT | how many checks there are that the run was not asked for; SCIMULATE_QUICK `1` says why |
 *
 * Exit code of Playwright: 0 when the run's own exit is 0, else 1; `run.json` holds the exact code as `exit`.
 */
import { suiteConfig } from './suite-config.ts';

export default suiteConfig();
