export const liveStyle = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif;--line:#8886;--bad:#b3261e;--good:#1b7f3b}
@media (prefers-color-scheme:dark){:root{--bad:#ff8a80;--good:#7ddc9a}}
body{margin:0 auto;max-width:1500px;padding:0 1rem 2rem}h1 small{font-size:.95rem;font-weight:normal}
main{display:grid;gap:2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));align-items:start}
table{border-collapse:collapse;width:100%;margin:0 0 1rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-top:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}form{display:inline-block;margin:0 .4rem .3rem 0}fieldset{border:1px solid var(--line)}
input,select,button{font:inherit;max-width:11rem}.do label span{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.error{border:2px solid var(--bad);padding:.5rem 1rem}svg{width:100%;height:auto;font:12px ui-monospace,monospace;fill:currentColor}
.life,.arrow{stroke:currentColor;stroke-width:1}.life{stroke-dasharray:3 4;opacity:.5}.actor{font-weight:600}.bad{fill:var(--bad)}.good{fill:var(--good)}
`;

/** Asks for the part that changes, as long as the page is open. Without it the page shows what was there when it was asked for. */
export const liveScript = `const part=document.getElementById('live');
async function look(){try{const answer=await fetch('/live?since='+part.dataset.version);
if(answer.status===200){part.innerHTML=await answer.text();part.dataset.version=answer.headers.get('x-version')}}catch{}
setTimeout(look,1000)}
look();
`;
