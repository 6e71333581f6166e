import type { Case, CaseStep, Condition, Gift, Scalar, Sign, Template } from './case.ts';
import { jsonLines } from './json-lines.ts';
import { oneLine } from './one-line.ts';
import { stepLabel, wavesOf } from './steps.ts';

/** The case as a script of a POSIX shell with curl, sed and awk. */
export function runSh(subject: Case): string {
  const cases = subject.steps.filter(({ phase }) => phase !== 'clean-up');
  const names = subject.steps.flatMap(({ gives }) => gives.map(({ name }) => name));
  return [
    head(subject),
    ...names.map((name) => `${name}=''`),
    ...subject.given.map(({ name, value }) => `${name}=\${${name}:-${quoted(value)}}`),
    '',
    cleanUp(subject.steps.filter(({ phase }) => phase === 'clean-up')),
    ...wavesOf(cases).map(wave),
    "verdict ''",
    '',
  ].join('\n');
}

function head({ fault, base }: Case): string {
  const says = quoted(fault);
  return `#!/bin/sh
# Shows a fault again: ${oneLine(fault)}
#
#   SCIM_TOKEN=... sh run.sh; echo $?
#
# 0: the fault shows again. 1: it does not. 2: that cannot be said, and why is printed.
# SCIM_TOKEN is the credential, SCIM_BASE_URL the target, SCIM_CURLRC a file with more
# options for curl, such as: insecure
# What the case creates is deleted at the end, unless SCIM_KEEP is set.
set -u
umask 077
base=\${SCIM_BASE_URL:-${quoted(base)}}
base=\${base%/}
fault=${says}
shown=''
astray=''
command -v curl >/dev/null || { echo 'curl is needed' >&2; exit 2; }
test -n "\${SCIM_TOKEN:-}" || { echo 'give the credential of the target in SCIM_TOKEN' >&2; exit 2; }
dir=$(mktemp -d) || exit 2

# JSON as lines: pointer, pointer with * for each index, value.
json() { LC_ALL=C awk '${jsonLines}
'; }

# One line of a file that curl reads.
line() { printf '%s = "%s"\\n' "$1" "$(printf '%s\\n' "$2" | sed 's/[\\\\"]/\\\\&/g')"; }
begin() { # name, method, path
  now=$1
  {
    if test "$2" = HEAD; then echo head; else line request "$2"; fi
    line url "$base$3"
    printf '%s\\n' globoff path-as-is 'max-time = 60'
    line output "$dir/$1.body"
    line dump-header "$dir/$1.headers"
    line write-out "$1 %{http_code}\\n"
    test -z "\${SCIM_CURLRC:-}" || cat "$SCIM_CURLRC"
  } >"$dir/$1.conf"
  printf '%s %s\\n' "$2" "$3" >"$dir/$1.asks"
  : >"$dir/$1.body" >"$dir/$1.headers" >"$dir/$1.secret"
}
header() { line header "$1" >>"$dir/$now.conf"; }
credential() { printf %s "$1" >"$dir/$now.secret"; }
body() { printf %s "$@" >"$dir/$now.sent"; line data-binary "@$dir/$now.sent" >>"$dir/$now.conf"; }
conf() { # the credential goes to curl by a pipe, and into no file
  cat "$dir/$1.conf"
  test ! -s "$dir/$1.secret" || line header "$(cat "$dir/$1.secret")$SCIM_TOKEN"
}
send() { # names; several go at the same time
  together=''
  test $# -eq 1 || together='--parallel --parallel-immediate'
  { conf "$1"; for now in "$@"; do test "$now" = "$1" || { echo next; conf "$now"; }; done; } |
    curl -q -sS $together -K - >"$dir/statuses"
  for now in "$@"; do
    code=$(sed -n "s/^$now //p" "$dir/statuses")
    printf %s "\${code:-000}" >"$dir/$now.status"
    json <"$dir/$now.body" >"$dir/$now.json"
    printf '%-10s %s %s\\n' "$now" "\${code:-000}" "$(cat "$dir/$now.asks")"
  done
}
encoded() {
  case $1 in
    *[!A-Za-z0-9._~%-]*) printf %s "$1" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g' ;;
    *) printf %s "$1" ;;
  esac
}

# What an answer holds.
take() { # name, pointer
  want=$2 LC_ALL=C awk -F '\\t' '$1 == ENVIRON["want"] && $3 != "null" && $3 !~ /^[{[]$/ {
    sub(/^"/, "", $3); sub(/"$/, "", $3); print $3; exit }' "$dir/$1.json"
}
take_header() { # name, header in lower case
  want=$2 LC_ALL=C awk '{ sub(/\\r$/, ""); k = index($0, ":") }
    tolower(substr($0, 1, k - 1)) == ENVIRON["want"] { v = substr($0, k + 1); sub(/^ +/, "", v) } END { print v }' "$dir/$1.headers"
}
last_segment() { sed 's/[?#].*$//; s,/*$,,; s,^.*/,,'; }
unescaped() { sed 's/\\\\\\(["\\\\]\\)/\\1/g'; }
status() { case $(cat "$dir/$1.status") in $2) ;; *) return 1 ;; esac; }
has() { # name, pointer, JSON
  want=$2 value=$3 LC_ALL=C awk -F '\\t' '($1 == ENVIRON["want"] || $2 == ENVIRON["want"]) && $3 == ENVIRON["value"] { found = 1 }
    END { exit !found }' "$dir/$1.json"
}
present() { # name, pointer
  want=$2 LC_ALL=C awk -F '\\t' '$1 == ENVIRON["want"] || $2 == ENVIRON["want"] { found = 1 } END { exit !found }' "$dir/$1.json"
}
count() { # name, pointer of a list, how many
  want=$2/ LC_ALL=C awk -F '\\t' '$2 == ENVIRON["want"] "*" ||
    (substr($1, 1, length(ENVIRON["want"])) == ENVIRON["want"] && substr($1, length(ENVIRON["want"]) + 1) ~ /^[0-9]+$/) { n++ }
    END { exit n + 0 != '"$3"' }' "$dir/$1.json"
}

# What comes of it.
sign() { test -n "$shown" || shown=$1; }
expect() { status "$1" '[23]??' || astray=\${astray:-"$1 was answered $(cat "$dir/$1.status"), and in the recording $2"}; }
need() { test -n "$1" || verdict "$2"; }
verdict() {
  if test -n "$shown"; then printf 'the fault shows: %s (%s)\\n' "$fault" "$shown"; exit 0; fi
  if test -n "$1$astray"; then printf 'it cannot be said: %s\\n' "\${astray:-$1}"; exit 2; fi
  printf 'the fault does not show: %s\\n' "$fault"; exit 1
}
`;
}

function cleanUp(steps: readonly CaseStep[]): string {
  const deletes = steps.map((step) => {
    const refs = refsOf(step).map((name) => `test -n "$${name}"`);
    const guard = refs.length === 0 ? 'true' : refs.join(' && ');
    return `  if ${guard}; then\n${asked(step)
      .map((text) => `    ${text}`)
      .join('\n')}\n    send ${step.name}\n  fi`;
  });
  return [
    'clean() {',
    `  test -n "\${SCIM_KEEP:-}" || {`,
    ...(deletes.length === 0 ? ['  :'] : deletes),
    '  }',
    '  rm -rf "$dir"',
    '}',
    'trap clean EXIT',
    "trap 'exit 130' INT",
    "trap 'exit 143' TERM",
    '',
  ].join('\n');
}

function wave(steps: readonly CaseStep[]): string {
  const asks = steps.flatMap((step) => [`# ${stepLabel(step)}`, ...asked(step)]);
  return [...asks, `send ${steps.map(({ name }) => name).join(' ')}`, ...steps.flatMap(after), ''].join('\n');
}

function asked({ name, method, path, headers, body }: CaseStep): readonly string[] {
  const words = headers.map(([header, value]) => {
    const isCredential = value.some((part) => typeof part !== 'string' && part.ref === 'token');
    const before = value.filter((part) => typeof part === 'string').join('');
    if (isCredential) return `credential ${quoted(`${header}: ${before}`)}`;
    const isEmpty = value.length === 0 || value.every((part) => part === '');
    if (isEmpty) return `header ${quoted(`${header};`)}`;
    const [first, ...rest] = value;
    return `header ${joined(typeof first === 'string' ? [`${header}: ${first}`, ...rest] : [`${header}: `, ...value], 'raw')}`;
  });
  const has = (wanted: string): boolean => headers.some(([header]) => header.toLowerCase() === wanted);
  const unwanted = ['Accept', 'User-Agent', ...(body === undefined ? [] : ['Content-Type', 'Expect'])];
  return [
    `begin ${name} ${method} ${joined(path, 'url')}`,
    ...words,
    ...unwanted.filter((header) => !has(header.toLowerCase())).map((header) => `header '${header}:'`),
    ...(body === undefined ? [] : [bodyLine(body)]),
  ];
}

/** The shell knows no NUL within a word. */
function bodyLine(body: Template): string {
  if (!body.some((part) => typeof part === 'string' && part.includes('\0'))) return `body ${pieces(body)}`;
  const octal = [...new TextEncoder().encode(body.filter((part) => typeof part === 'string').join(''))]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('');
  return `body ''; printf '${octal}' >"$dir/$now.sent"`;
}

function after(step: CaseStep): readonly string[] {
  return [
    // What an answer gives may be what a sign is held against.
    ...step.gives.map((gift) => takeLine(step.name, gift)),
    ...step.signs.map((each) => signLine(step.name, each)),
    ...(isExpected(step) ? [`expect ${step.name} ${step.recorded}`] : []),
    ...step.gives.filter(({ isOptional }) => !isOptional).map((gift) => needLine(step.name, gift)),
  ];
}

/** What prepared the fault and fails now leaves nothing to be said. */
function isExpected({ recorded, signs }: CaseStep): boolean {
  const isJudged = signs.some(({ all }) => all.some(({ is }) => is === 'status' || is === 'not'));
  return typeof recorded === 'number' && recorded < 400 && !isJudged;
}

function takeLine(step: string, { name, from, isLastSegment, kind }: Gift): string {
  const source =
    'header' in from ? `take_header ${step} ${quoted(from.header)}` : `take ${step} ${quoted(shellPointer(from.body))}`;
  const segment = isLastSegment === true ? ' | last_segment' : '';
  const text = kind !== 'id' && 'body' in from ? ' | unescaped' : '';
  return `${name}=$(${source}${segment}${text})`;
}

function needLine(step: string, { name, kind }: Gift): string {
  return `need "$${name}" ${quoted(`${step} gave no ${kind}, which a later step needs`)}`;
}

function signLine(step: string, { all, says }: Sign): string {
  return `if ${all.map((each) => test(step, each)).join(' && ')}; then sign ${quoted(oneLine(`${step}: ${says}`))}; fi`;
}

function test(step: string, condition: Condition): string {
  switch (condition.is) {
    case 'status':
      return `status ${step} ${pattern(condition.status)}`;
    case 'not':
      return `! status ${step} ${pattern(condition.status)} && ! status ${step} 000`;
    case 'success':
      return `status ${step} '[23]??'`;
    case 'has':
    case 'lacks':
      return `${condition.is === 'has' ? '' : '! '}has ${step} ${quoted(shellPointer(condition.at))} ${scalarWord(condition.value)}`;
    case 'present':
    case 'absent':
      return `${condition.is === 'present' ? '' : '! '}present ${step} ${quoted(shellPointer(condition.at))}`;
    case 'count':
    case 'other count':
      return `${condition.is === 'count' ? '' : '! '}count ${step} ${quoted(shellPointer(condition.at))} ${condition.count}`;
  }
}

function pattern(status: string): string {
  return status === 'none' ? '000' : `'${status.replaceAll('x', '?')}'`;
}

/** Names as the program writes them. */
function shellPointer(at: readonly string[]): string {
  return at.map((name) => `/${JSON.stringify(name).slice(1, -1).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function scalarWord(scalar: Scalar): string {
  return 'json' in scalar ? quoted(JSON.stringify(scalar.json)) : joined(['"', ...scalar.text, '"'], 'raw');
}

/** One word. */
function joined(template: Template, where: 'url' | 'raw'): string {
  const word = template.map((part) => {
    if (typeof part === 'string') return quoted(part);
    return where === 'url' ? `"$(encoded "$${part.ref}")"` : `"$${part.ref}"`;
  });
  return word.length === 0 ? "''" : word.join('');
}

/** As many words as parts. */
function pieces(template: Template): string {
  return template.length === 0
    ? "''"
    : template.map((part) => (typeof part === 'string' ? quoted(part) : `"$${part.ref}"`)).join(' ');
}

function refsOf({ path }: CaseStep): readonly string[] {
  return path.flatMap((part) => (typeof part === 'string' ? [] : [part.ref]));
}

/** One word of a POSIX shell that stands for exactly this text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
