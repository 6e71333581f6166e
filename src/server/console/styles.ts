/** Where there is less room than this, each row of a table is a block of names and values. */
const stacked = (table: string, rem: number) => `@container (max-width: ${rem}rem) {
  ${table}, ${table} :is(tbody, tr, td) { display: block; } ${table} thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  ${table} tbody tr { padding: .7rem 0; border-bottom: 1px solid var(--line); } ${table} tbody tr:last-child { border-bottom: 0; padding-bottom: 0; } ${table} tbody tr:hover td { background: none; }
  ${table} td { display: grid; grid-template-columns: 6.25rem minmax(0, 1fr); gap: 0 .75rem; border: 0; padding: .15rem 0; } ${table} td::before { content: attr(data-label); color: var(--soft); font-size: .875rem; }
  ${table} td > div { min-width: 0; } ${table} td:first-child { grid-template-columns: 1fr; font-size: 1rem; } ${table} td:first-child::before { content: none; } ${table} td time { white-space: normal; } }
@container (max-width: 15rem) { ${table} td { grid-template-columns: 1fr; padding: .25rem 0; } }`;

/** The whole style sheet: it follows the system's choice of light and dark, and needs no font and no picture. */
export const styles = `
:root { color-scheme: light dark;
  --ground: light-dark(#f5f6f8, #0f1217); --paper: light-dark(#fff, #171b22); --sunken: light-dark(#f3f5f8, #10141a);
  --ink: light-dark(#151a22, #e8ebf0); --soft: light-dark(#535d6d, #a4aebd); --line: light-dark(#dde1e8, #2b323d);
  --edge: light-dark(#7d8797, #6c7686); --accent: light-dark(#1d5bd0, #8fb7ff); --on-accent: light-dark(#fff, #0c1424);
  --tint: light-dark(#e9f0fd, #1b2940); --good: light-dark(#14663a, #86dba6); --good-tint: light-dark(#e2f4e9, #133020);
  --bad: light-dark(#a8221b, #ffa49c); --bad-tint: light-dark(#fdebe9, #3b1a18); --warn: light-dark(#774a00, #f3c873);
  --warn-tint: light-dark(#fff4dd, #33270f); --shade: light-dark(0 1px 2px #10182814, 0 0 0 #0000); }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: .9375rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: var(--accent); text-underline-offset: .15em; } a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -6rem; z-index: 2; background: var(--paper); padding: .6rem 1rem; border-radius: 8px; }
.skip:focus { top: 1rem; }
.icon { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
p, ul, ol, pre { margin: 0 0 .75rem; } ul, ol { padding-left: 1.25rem; } li { margin: .15rem 0; } :last-child { margin-bottom: 0; }
h1 { font-size: 1.625rem; line-height: 1.25; letter-spacing: -.015em; font-weight: 680; margin: 0; }
h2 { font-size: 1.0625rem; line-height: 1.35; font-weight: 650; margin: 0; } h3 { font-size: .9375rem; margin: 1rem 0 .35rem; }

.frame { display: grid; grid-template-columns: 15rem minmax(0, 1fr); min-height: 100vh; }
header { background: var(--paper); border-right: 1px solid var(--line); padding: 1.25rem .75rem; }
.brand { display: flex; align-items: center; gap: .6rem; padding: 0 .6rem; color: var(--ink); text-decoration: none; font-weight: 700; font-size: 1.0625rem; }
.brand .icon { width: 1.6rem; height: 1.6rem; color: var(--accent); stroke-width: 2; } .brand small { font-weight: 500; font-size: .8125rem; color: var(--soft); }
.rail { position: sticky; top: 1.25rem; } .rail form { margin: 1.5rem .6rem 0; }
nav h2 { font-size: .75rem; font-weight: 600; letter-spacing: .04em; color: var(--soft); margin: 1.25rem .6rem .3rem; }
nav ul { list-style: none; margin: 0; padding: 0; } nav li { margin: 1px 0; }
nav a { display: flex; align-items: center; gap: .65rem; padding: .42rem .6rem; border-radius: 8px; text-decoration: none; color: var(--ink); }
nav a .icon { color: var(--soft); } nav a:hover { background: var(--sunken); }
nav a[aria-current] { background: var(--tint); color: var(--accent); font-weight: 620; box-shadow: inset 3px 0 0 var(--accent); } nav a[aria-current] .icon { color: inherit; }
.menu { display: none; }
main { padding: 2rem clamp(.875rem, 3vw, 2.5rem) 4rem; min-width: 0; max-width: 76rem; container-type: inline-size; }
main.alone { max-width: 27rem; margin: 0 auto; padding-top: 10vh; } main.alone .brand { padding: 0; margin-bottom: 1.25rem; } main.alone h1 { margin-bottom: .75rem; }
.up { margin: 0 0 .25rem; font-size: .875rem; } .up a::before { content: "\\2190\\00a0" / ""; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .75rem; } .title h1 { min-width: 0; }
.lede { color: var(--soft); margin: .35rem 0 0; max-width: 46rem; } main > .card, main > .banner, main > div:not(.title) { margin-top: 1.25rem; } main > nav { margin-top: .75rem; }

.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; box-shadow: var(--shade); min-width: 0; container-type: inline-size; }
.card-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .4rem 1rem; margin-bottom: .85rem; } .card-head form, .card-head p { margin: 0; }
.split { display: grid; gap: 1.25rem; } .split > div { display: grid; gap: 1.25rem; align-content: start; min-width: 0; }
.split > *, .split > div > * { margin: 0; }
@container (min-width: 56rem) { .split { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); } }

table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: .8125rem; font-weight: 600; color: var(--soft); padding: .35rem .75rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; vertical-align: bottom; }
td { text-align: left; vertical-align: top; padding: .55rem .75rem .55rem 0; border-bottom: 1px solid var(--line); } th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child td { border-bottom: 0; } tbody tr:hover td { background: var(--sunken); }
td > div { min-width: 7rem; } td > div:has(> .badge:only-child, > form:only-child) { min-width: 0; } td time { white-space: nowrap; } td small { display: block; color: var(--soft); font-size: .8125rem; } td form { display: inline-block; margin: 0; }
${stacked('table', 33)}
${stacked('table.wide', 46)}
dl { margin: 0; display: grid; gap: .5rem; } dl > div { display: grid; grid-template-columns: minmax(6rem, 1fr) minmax(0, 3fr); gap: 0 1rem; } dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
@container (max-width: 26rem) { dl > div { grid-template-columns: minmax(5.5rem, 1fr) minmax(0, 2fr); } } @container (max-width: 15rem) { dl > div { grid-template-columns: 1fr; } }

.badge { display: inline-block; font-size: .8125rem; font-weight: 600; line-height: 1.4; padding: .08rem .55rem; white-space: nowrap; border-radius: 99px; overflow-wrap: normal; background: var(--sunken); color: var(--soft); border: 1px solid transparent; }
.badge.quiet { border-color: var(--line); } .badge.good { background: var(--good-tint); color: var(--good); } .badge.bad { background: var(--bad-tint); color: var(--bad); } .badge.warn { background: var(--warn-tint); color: var(--warn); }
.good { color: var(--good); } .bad { color: var(--bad); } .soft { color: var(--soft); } .locked { display: inline-flex; gap: .35rem; align-items: center; color: var(--soft); } .locked .icon { width: 1rem; height: 1rem; }
.banner { display: flex; gap: .75rem; border: 1px solid var(--line); border-left: 4px solid; background: var(--paper); border-radius: 10px; padding: .8rem 1rem; } .banner > div { min-width: 0; flex: 1; } .banner .icon { margin-top: .15em; }
.banner.warn, .banner.bad, .banner.note { color: var(--ink); } .banner.warn { background: var(--warn-tint); border-color: var(--warn); } .banner.bad { background: var(--bad-tint); border-color: var(--bad); } .banner.note { background: var(--good-tint); border-color: var(--good); }
.banner.warn > .icon { color: var(--warn); } .banner.bad > .icon { color: var(--bad); } .banner.note > .icon { color: var(--good); }
.alone [role=alert], .card > .banner { margin-bottom: 1rem; }
.empty { text-align: center; padding: 1.75rem 1rem; } .empty .icon { width: 2.25rem; height: 2.25rem; color: var(--edge); stroke-width: 1.2; } .empty p { margin: .3rem auto 0; max-width: 34rem; }

label, .label { display: block; font-weight: 600; font-size: .875rem; margin: 0 0 .3rem; }
.field { margin: 0 0 1rem; min-width: 0; } .hint { color: var(--soft); font-size: .8125rem; margin: .3rem 0 0; }
input:not([type=checkbox]), select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; padding: .45rem .7rem; width: 100%; max-width: 28rem; min-height: 2.5rem; }
select { max-width: 100%; } input[type=checkbox] { width: 1.15rem; height: 1.15rem; margin: .2rem 0 0; accent-color: var(--accent); flex: none; }
.switch { display: flex; gap: .65rem; margin-bottom: 1rem; } .switch label { margin: 0; font-size: inherit; } .switch p { margin: 0; color: var(--soft); }
button { font: inherit; font-weight: 600; cursor: pointer; background: var(--accent); color: var(--on-accent); border: 1px solid var(--accent); border-radius: 8px; padding: .42rem 1rem; min-height: 2.5rem; }
button:hover { filter: brightness(1.08); } button.plain { background: var(--paper); color: var(--accent); border-color: var(--edge); } button.danger { background: var(--paper); color: var(--bad); border-color: var(--edge); }
button.plain:hover, button.danger:hover { background: var(--sunken); filter: none; } button.small, td button { min-height: 2rem; padding: .15rem .7rem; font-size: .875rem; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; } .row > .field { flex: 1 1 11rem; margin: 0; } .row > .field input { max-width: none; } .row + .row, .row + p { margin-top: .9rem; } .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr)); gap: .9rem 1rem; margin-bottom: .9rem; } .grid > .field { margin: 0; } .grid input { max-width: none; }
.form { max-width: 30rem; }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; margin: 0 0 1rem; } .chips li { margin: 0; }
.chips a { display: inline-block; padding: .2rem .75rem; border: 1px solid var(--edge); border-radius: 99px; text-decoration: none; font-size: .875rem; } .chips a[aria-current] { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.links { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: .9rem 0 0; } .letters { display: flex; flex-wrap: wrap; gap: .15rem; list-style: none; padding: 0; margin: 0; } .letters li { margin: 0; }
.letters a { display: block; min-width: 1.75rem; text-align: center; padding: .15rem .35rem; border-radius: 6px; text-decoration: none; } .letters a:hover { background: var(--sunken); }
.pager { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; border-top: 1px solid var(--line); padding-top: .85rem; margin-top: .25rem; }

code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, "Liberation Mono", monospace; font-size: .875em; } code { background: var(--sunken); padding: .1rem .35rem; border-radius: 5px; }
.copyable { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; } .copyable code { flex: 0 1 auto; padding: .35rem .6rem; border: 1px solid var(--line); border-radius: 8px; min-width: 0; user-select: all; }
.banner .copyable { margin-top: .6rem; } .banner .copyable code { background: var(--paper); border-color: var(--edge); }
.source { position: relative; margin: 0 0 .75rem; } .source pre { background: var(--sunken); border: 1px solid var(--line); padding: .8rem; border-radius: 8px; overflow: auto; max-height: 30rem; white-space: pre-wrap; margin: 0; } @supports selector(:has(*)) { .source:has(button:not([hidden])) pre { padding-right: 5.5rem; } } .source button { position: absolute; top: .4rem; right: .4rem; }
summary { cursor: pointer; font-weight: 600; } .folded { padding: .75rem 0 .25rem; } .card details + details { border-top: 1px solid var(--line); } .providers > summary { padding: .65rem 0; } .providers .folded { padding-top: .15rem; padding-bottom: 1rem; }
.steps { list-style: none; padding: 0; margin: 0; display: grid; gap: .6rem; } .steps li { display: flex; gap: .65rem; align-items: flex-start; margin: 0; } .steps li > div { min-width: 0; }
.dot { display: grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: 50%; border: 1.5px dashed var(--edge); flex: none; } .dot.good { border: 0; background: var(--good-tint); color: var(--good); } .dot .icon { width: 1rem; height: 1rem; stroke-width: 2.4; }
.token { padding: 1rem 0; border-top: 1px solid var(--line); } .token:first-of-type { border-top: 0; padding-top: 0; } dl.across { grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); gap: .5rem 1rem; } dl.across > div { grid-template-columns: 1fr; align-content: start; } .across dt { font-size: .8125rem; } .token dl { margin-bottom: .9rem; }
.token h3 { margin: 0 0 .4rem; display: flex; flex-wrap: wrap; gap: .35rem .6rem; align-items: center; font-size: 1rem; } .token .row { flex-wrap: wrap; } .token select { width: auto; } .token form { margin: 0; max-width: 100%; display: flex; flex-wrap: wrap; gap: .5rem; } .token + form { border-top: 1px solid var(--line); padding-top: 1rem; }
ol.plan { margin: .75rem 0 0; } ol.plan li { margin: .35rem 0; padding-left: .25rem; }
@media (max-width: 52rem) {
  .frame { display: block; } header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; border: 0; border-bottom: 1px solid var(--line); padding: .6rem .875rem; } .brand { padding: 0; } .rail { display: none; }
  .menu { display: contents; } .menu > summary { list-style: none; border: 1px solid var(--edge); border-radius: 8px; padding: .3rem .8rem; color: var(--accent); } .menu > summary::-webkit-details-marker { display: none; } .menu::details-content { flex-basis: 100%; } .menu form { margin: 1rem .6rem .5rem; }
  main { padding-top: 1.25rem; } .card { padding: 1rem; border-radius: 10px; } }
@media (forced-colors: active) { nav a[aria-current], .badge, .chips a[aria-current] { border: 1px solid; } }
@media print { header, .skip, form { display: none; } .frame { display: block; } }
`;
