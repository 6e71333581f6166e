/** The look of the page. No inline style exists, so that the policy can name this text alone. */
export const style = `:root{color-scheme:light dark;
--bg:#f6f7f9;--surface:#fff;--sunk:#f1f3f6;--ink:#181c22;--muted:#565f6b;--line:#dfe3e8;--link:#2450c8;
--good:#116b3c;--good-bg:#e3f4ea;--good-bar:#2f9e62;--bad:#b21f2b;--bad-bg:#fdeaea;--bad-bar:#d63b46;
--caution:#7a5200;--caution-bg:#fcf1d6;--caution-bar:#dd9f1d;--note:#2450c8;--note-bg:#e8eefc;--note-bar:#7395ee;
--none:#565f6b;--none-bg:#e9ecf0;--none-bar:#bcc4ce;--ours:#70359c;--ours-bg:#f3e8fa;--ours-bar:#a66fd0;--mark:#ffe680}
@media screen and (prefers-color-scheme:dark){:root{
--bg:#0e1116;--surface:#161b22;--sunk:#0f141a;--ink:#e5e9ef;--muted:#9aa5b3;--line:#2a323d;--link:#8fb0ff;
--good:#62d394;--good-bg:#10301f;--good-bar:#2f9e62;--bad:#ff9294;--bad-bg:#3d1619;--bad-bar:#e0525b;
--caution:#f2c462;--caution-bg:#36290b;--caution-bar:#d79b22;--note:#8fb0ff;--note-bg:#182547;--note-bar:#5f83e0;
--none:#9aa5b3;--none-bg:#232a34;--none-bar:#4a5563;--ours:#cf9df2;--ours-bg:#2f1b40;--ours-bar:#9a62c6;--mark:#5a4800}}
*{box-sizing:border-box}[hidden]{display:none!important}
html{scroll-padding-top:4.5rem}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.87em}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}a:focus-visible,summary:focus-visible,input:focus-visible,button:focus-visible,pre:focus-visible,.wide:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
.page{max-width:1120px;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1,h2,h3,h4,h5,p,dl,dd,ol,ul{margin:0}ol,ul{padding:0}
h2{font-size:1.3rem;margin:2.75rem 0 .75rem;letter-spacing:-.01em}h3{font-size:1.05rem;margin:1.75rem 0 .6rem}h4{font-size:1rem;font-weight:600}
h2 small,h3 small,h4 small{font-weight:400;color:var(--muted);font-size:.85em;margin-left:.35em}
h5{font-size:.72rem;letter-spacing:.06em;text-transform:uppercase;color:var(--muted);font-weight:600;margin:.8rem 0 .25rem}
small,.aside,.meta{color:var(--muted)}.meta,.aside{font-size:.9rem}.aside{margin:.25rem 0 .75rem}
.verdict{background:var(--surface);border:1px solid var(--line);border-top:5px solid var(--none-bar);border-radius:12px;padding:1.4rem 1.6rem 1.5rem}
.verdict.good{border-top-color:var(--good-bar)}.verdict.bad{border-top-color:var(--bad-bar)}.verdict.caution{border-top-color:var(--caution-bar)}.verdict.ours{border-top-color:var(--ours-bar)}
.brand{font-weight:650;letter-spacing:-.01em}.brand span{color:var(--muted);font-weight:400;margin-left:.35em}
h1{font-size:1.65rem;line-height:1.28;letter-spacing:-.02em;font-weight:600;margin:.7rem 0 .5rem;text-wrap:balance}
.word{display:inline-block;font-size:.85em;font-weight:700;letter-spacing:.02em;padding:.02em .5em;border-radius:7px;margin-right:.15em;background:var(--none-bg);color:var(--none)}
.good .word{background:var(--good-bg);color:var(--good)}.bad .word{background:var(--bad-bg);color:var(--bad)}.caution .word{background:var(--caution-bg);color:var(--caution)}.ours .word{background:var(--ours-bg);color:var(--ours)}
.details{color:var(--muted);max-width:80ch}
.bar{display:block;width:100%;height:12px;margin:1.15rem 0 .7rem;border-radius:6px;overflow:hidden;background:var(--none-bg)}
rect.violation{fill:var(--bad-bar)}rect.warning{fill:var(--caution-bar)}rect.info{fill:var(--note-bar)}rect.pass{fill:var(--good-bar)}rect.blocked{fill:var(--none)}rect.unsupported{fill:var(--none-bar)}rect.error{fill:var(--ours-bar)}
.counts{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.3rem}.counts a{color:inherit;text-decoration:none}.counts a:hover{text-decoration:underline}
.counts strong{font-size:1.15rem;font-variant-numeric:tabular-nums}.counts .zero{color:var(--muted)}.counts .zero strong{font-weight:400}
.counts .violation strong{color:var(--bad)}.counts .warning strong{color:var(--caution)}.counts .pass strong{color:var(--good)}.counts .info strong{color:var(--note)}.counts .error strong{color:var(--ours)}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 1.6rem;font-size:.9rem;margin-top:1.2rem;padding-top:1rem;border-top:1px solid var(--line)}.facts dt{font-size:.78rem;color:var(--muted)}
nav{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;justify-content:space-between;background:var(--bg);border-bottom:1px solid var(--line);padding:.65rem 0;margin-top:.9rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem}nav ul a{color:var(--ink);text-decoration:none}nav ul a:hover{text-decoration:underline}
.filter{display:flex;gap:.5rem;align-items:center;color:var(--muted);font-size:.9rem}
input{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:7px;padding:.3rem .6rem;width:13.5rem;max-width:100%}input::placeholder{color:var(--muted);opacity:1}
.pill{display:inline-block;font-size:.78rem;font-weight:600;line-height:1.35;padding:.1em .55em;border-radius:99px;white-space:nowrap;background:var(--none-bg);color:var(--none);vertical-align:.08em}
.pill.good{background:var(--good-bg);color:var(--good)}.pill.bad{background:var(--bad-bg);color:var(--bad)}.pill.caution{background:var(--caution-bg);color:var(--caution)}.pill.note{background:var(--note-bg);color:var(--note)}.pill.ours{background:var(--ours-bg);color:var(--ours)}
.pill.guess{background:none;border:1px dashed var(--caution);color:var(--caution)}
.level{font-size:.72rem;font-weight:600;letter-spacing:.03em;color:var(--muted);border:1px solid var(--line);border-radius:4px;padding:0 .35em}
.causes{list-style:none;display:grid;gap:.6rem}
.causes>li{position:relative;background:var(--surface);border:1px solid var(--line);border-left:4px solid var(--bad-bar);border-radius:9px;padding:.8rem 1rem .85rem 3rem}
.causes>li.caution{border-left-color:var(--caution-bar)}.rank{position:absolute;left:1.15rem;top:.7rem;font-size:1.15rem;font-weight:600;color:var(--muted)}
.causes .rule{font-weight:500}.promise{font-weight:600;margin-top:.3rem}.links{font-size:.92rem;margin-top:.15rem}
.wide{overflow-x:auto;border-radius:9px}.wide table{min-width:44rem}tr.group th{background:var(--sunk);padding:.35rem .75rem}tr.group .aside{margin:0 0 0 .4rem;font-weight:400}
table{border-collapse:collapse;width:100%;background:var(--surface);border:1px solid var(--line);border-radius:9px}
th,td{text-align:left;vertical-align:top;padding:.45rem .75rem;border-top:1px solid var(--line);overflow-wrap:anywhere}thead th{font-size:.8rem;color:var(--muted);font-weight:600;border-top:0}tbody th{font-weight:500}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td:first-child>.pill{margin-top:.12rem}
.matrix{table-layout:fixed}.matrix thead th:first-child{width:9.5rem}.matrix th,.matrix td{overflow-wrap:normal}.matrix th[scope=row]{white-space:nowrap}.matrix tbody th a{color:inherit;text-decoration:none}.matrix tbody th a:hover{text-decoration:underline}
.matrix td{padding:.25rem .3rem;min-width:6.2rem}.matrix td a,.matrix td .figure{display:block;border-radius:6px;padding:.25rem .5rem;text-decoration:none;font-weight:600;font-variant-numeric:tabular-nums;background:var(--none-bg);color:var(--none)}
.matrix td a:hover{outline:2px solid currentColor}.matrix .good .figure{background:var(--good-bg);color:var(--good)}.matrix .bad .figure{background:var(--bad-bg);color:var(--bad)}.matrix .caution .figure{background:var(--caution-bg);color:var(--caution)}.matrix .ours .figure{background:var(--ours-bg);color:var(--ours)}.matrix .good a{background:var(--good-bg);color:var(--good)}.matrix .bad a{background:var(--bad-bg);color:var(--bad)}.matrix .caution a{background:var(--caution-bg);color:var(--caution)}.matrix .ours a{background:var(--ours-bg);color:var(--ours)}
.said{display:block;font-size:.76rem;font-weight:400;line-height:1.3}.void{color:var(--muted);text-align:center;vertical-align:middle}
.check,.simulation{background:var(--surface);border:1px solid var(--line);border-left:4px solid var(--none-bar);border-radius:9px;padding:.85rem 1.05rem 1rem;margin:.6rem 0;content-visibility:auto;contain-intrinsic-size:auto 12rem}
.check.bad,.simulation.bad{border-left-color:var(--bad-bar)}.check.caution{border-left-color:var(--caution-bar)}.check.note{border-left-color:var(--note-bar)}.check.ours{border-left-color:var(--ours-bar)}.simulation.good{border-left-color:var(--good-bar)}
.check:target,.exchange:target,tr:target{outline:2px solid var(--link);outline-offset:1px}
.check h4 .pill{margin-right:.3rem}.meta code{color:inherit}.reason{margin-top:.5rem;white-space:pre-wrap}
.finding{margin-top:.75rem;padding-top:.75rem;border-top:1px solid var(--line)}.rule{font-size:.95rem}.message{margin-top:.2rem}
.versus{display:grid;grid-template-columns:1fr 1fr;gap:.6rem;margin:.6rem 0}.versus div{background:var(--sunk);border-radius:7px;padding:.5rem .75rem;border-left:3px solid var(--none-bar)}
.versus .want{border-left-color:var(--good-bar)}.bad .versus .got{border-left-color:var(--bad-bar)}.caution .versus .got{border-left-color:var(--caution-bar)}.note .versus .got{border-left-color:var(--note-bar)}
.exchange+.versus,.again+.versus{margin-top:1.2rem}.versus dt{font-size:.75rem;color:var(--muted)}.versus dd{white-space:pre-wrap}
summary{cursor:pointer;padding:.3rem 0}summary:hover{color:var(--link)}
.exchange,.again{margin-top:.3rem}.exchange>summary,.again{background:var(--sunk);border-radius:7px;padding:.4rem .7rem;font-size:.93rem}.again a{text-decoration:none;color:inherit}.again a::after{content:" (shown above)";color:var(--muted);font-size:.85em}
.exchange[open]{border:1px solid var(--line);border-radius:8px;padding:0 .8rem .8rem}.exchange[open]>summary{margin:0 -.8rem;border-radius:7px 7px 0 0}
.method{font-weight:700}.status{font-weight:700}.status.good{color:var(--good)}.status.bad{color:var(--bad)}.status.caution{color:var(--caution)}.arrow{color:var(--muted)}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:0 1rem}.sides>section{min-width:0}
pre{margin:0;background:var(--sunk);border:1px solid var(--line);border-radius:7px;padding:.6rem .75rem;white-space:pre-wrap;overflow-wrap:anywhere;max-height:32rem;overflow-y:auto;line-height:1.45}
pre .line{font-weight:700}pre .headers{color:var(--muted)}pre b{font-weight:600;color:var(--note)}pre i{font-style:normal;color:var(--ours)}mark{background:var(--mark);color:inherit;border-radius:3px;box-shadow:0 0 0 2px var(--mark)}mark i,mark b{color:inherit}
.sent{margin-bottom:.5rem}.exchange>.copying{margin-top:.5rem}.copying{position:relative}.copier{position:absolute;top:.4rem;right:.4rem;font:inherit;font-size:.8rem;color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:.1rem .6rem;cursor:pointer}.copier:hover{border-color:var(--link)}
.passes,.withheld,.requirements,.log,.behaviours,.more{margin-top:.5rem}.more>summary{margin-bottom:.5rem}.passes>summary,.withheld>summary,.log>summary,.behaviours>summary,.forms>summary{color:var(--muted);font-size:.93rem}
.passes table{table-layout:fixed}.passes th:first-child{width:7rem}.passes th:last-child{width:6rem}.passes code{color:var(--muted)}
.requirements>summary{border-bottom:1px solid var(--line);padding:.4rem 0}.requirements>summary span{color:var(--muted);margin-left:.5rem}.requirements.bad>summary span{color:var(--bad)}.requirements.caution>summary span{color:var(--caution)}.requirements.good>summary span{color:var(--good)}
.requirements table{margin:.5rem 0 1rem;table-layout:fixed}.requirements th:first-child{width:8.5rem}.requirements th:last-child{width:32%}
.simulation h3{margin:0 0 .35rem}.steps{list-style:none;margin-top:.9rem;border-left:2px solid var(--line);padding-left:1.1rem;display:grid;gap:1rem}.steps>li{position:relative;min-width:0}
.steps>li::before{content:"";position:absolute;left:-1.48rem;top:.45rem;width:.65rem;height:.65rem;border-radius:50%;background:var(--surface);border:2px solid var(--muted)}
.differences{background:var(--bad-bg);border-radius:8px;padding:.6rem .9rem;margin-top:.7rem}.differences ul{padding-left:1.1rem}
.behaviours th:last-child{width:36%}
.sequence{margin-top:.6rem}.sequence>summary{color:var(--muted);font-size:.93rem}.sequence svg{display:block;width:100%;max-width:860px;height:auto;font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}.sequence text{fill:var(--ink)}.sequence .actor,.sequence .step{font:600 13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}.sequence .band{fill:var(--sunk)}.sequence .life{stroke:var(--line);stroke-width:2}.sequence .arrow{stroke:var(--muted)}.sequence path{fill:var(--muted)}.sequence text.good{fill:var(--good)}.sequence text.bad{fill:var(--bad)}.sequence text.caution{fill:var(--caution)}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--muted);font-size:.88rem}
@media (max-width:720px){.page{padding:.75rem .75rem 2rem}.verdict{padding:1rem}h1{font-size:1.3rem}.versus,.sides{grid-template-columns:minmax(0,1fr)}.causes>li{padding-left:2.4rem}.rank{left:.9rem}nav{position:static}input{width:100%}.filter{width:100%;flex-wrap:wrap}.requirements th:first-child{width:6.5rem}.requirements th,.requirements td,.passes th,.passes td{padding:.4rem .5rem}html{scroll-padding-top:1rem}}
@media print{body{background:#fff;font-size:10.5pt}.page{max-width:none;padding:0}nav,.copier{display:none!important}pre{max-height:none;overflow:visible}.check,.causes>li,tr{break-inside:avoid}h2,h3,h4{break-after:avoid}.check,.simulation{content-visibility:visible}.verdict,.check,.pill,.word,.bar,.matrix td a,.versus div,.differences{print-color-adjust:exact;-webkit-print-color-adjust:exact}.passes::details-content,.more::details-content,.requirements::details-content{content-visibility:visible;block-size:auto}a{color:inherit}}
`;
