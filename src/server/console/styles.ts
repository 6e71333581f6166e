/** The whole style sheet: it follows the system's choice of light and dark, and needs no font and no picture. */
export const styles = `
:root { color-scheme: light dark;
  --ground: light-dark(#f7f7f9, #14161a); --paper: light-dark(#fff, #1c1f25); --ink: light-dark(#1b1d22, #e8eaee);
  --soft: light-dark(#565b66, #a6adba); --line: light-dark(#d6d9e0, #383d47); --accent: light-dark(#0b57b0, #7fb8ff);
  --on-accent: light-dark(#fff, #0d1117); --warn: light-dark(#fff3d6, #3a2f12); --warn-line: light-dark(#a86a00, #e0a83a);
  --bad: light-dark(#b3261e, #ff9b94); --good: light-dark(#1a6b34, #7ad396); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .6rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line); }
.top strong { font-size: 1.1rem; margin-right: auto; } .top form { margin: 0; }
.frame { display: grid; grid-template-columns: 13rem minmax(0, 1fr); max-width: 80rem; margin: 0 auto; }
nav { padding: 1.25rem; } nav h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; color: var(--soft); margin: 1rem 0 .25rem; }
nav h2:first-child { margin-top: 0; } nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .3rem .6rem; border-radius: 6px; text-decoration: none; color: var(--ink); }
nav a[aria-current] { background: var(--accent); color: var(--on-accent); }
main { padding: 1.25rem; min-width: 0; } main.alone { max-width: 26rem; margin: 8vh auto; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; } h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin: 0 0 1.25rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; min-width: 40rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; }
td { overflow-wrap: anywhere; } td.short { white-space: nowrap; } th { font-size: .85rem; color: var(--soft); font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: .35rem 1.25rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; }
label { display: block; font-weight: 600; margin: .6rem 0 .2rem; }
label.inline { display: inline; }
input:not([type=checkbox]), select { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 6px; padding: .4rem .6rem; width: 100%; max-width: 26rem; }
button { font: inherit; font-weight: 600; cursor: pointer; background: var(--accent); color: var(--on-accent); border: 1px solid var(--accent); border-radius: 6px; padding: .4rem .9rem; margin-top: .6rem; }
button.plain { background: transparent; color: var(--accent); } td button, .top button { margin: 0; padding: .2rem .6rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: end; } .row > div { flex: 1 1 10rem; } td input:not([type=checkbox]) { max-width: 6rem; }
td form { display: inline-block; margin: 0 .4rem .2rem 0; }
code, .secret { font-family: ui-monospace, monospace; font-size: .92em; background: var(--ground); padding: .1rem .3rem; border-radius: 4px; }
.secret { display: block; padding: .6rem; border: 1px solid var(--line); user-select: all; }
pre { background: var(--ground); padding: .6rem; border-radius: 6px; overflow-x: auto; font-size: .85rem; white-space: pre-wrap; }
.banner { border: 1px solid var(--warn-line); border-left-width: 6px; background: var(--warn); border-radius: 8px; padding: .7rem 1rem; margin: 0 0 1.25rem; }
.error { border-color: var(--bad); } .soft { color: var(--soft); } .good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
@media (max-width: 48rem) { .frame { display: block; } nav { padding: .75rem 1.25rem 0; } nav h2 { display: none; } nav ul { display: inline; } nav li { display: inline-block; } nav a { padding: .35rem .5rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } main { padding: 1rem .75rem; } section { padding: .8rem; } }
`;
