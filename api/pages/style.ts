/** 样式 The one stylesheet of the pages: served under the hash of its text, so that it may be kept for ever. */
import { createHash } from 'node:crypto';

export const style = `
:root{color-scheme:light dark;--line:#cfd5dc;--soft:#535d69;--page:#f3f5f7;--card:#fff;--ink:#15181c;--link:#0b57a4;--bad:#a4161a;--warn:#7a4b00;--good:#0f6b3a;--mark:#eef3f9}
@media(prefers-color-scheme:dark){:root{--line:#363d45;--soft:#a9b3be;--page:#101317;--card:#191d22;--ink:#eef1f4;--link:#7db4f0;--bad:#ff8a8a;--warn:#f0b860;--good:#6fd39b;--mark:#1f2731}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
:focus-visible,input[type=date]:focus-within,input[type=datetime-local]:focus-within{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;background:var(--card);padding:.5rem;z-index:1}
.top{background:var(--card);border-bottom:1px solid var(--line);padding:.5rem 1rem}
.top>div,main{max-width:66rem;margin:0 auto}
.top>div{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;align-items:center}
.top strong a{text-decoration:none;color:inherit}
.top nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem}.top nav a{padding:.3rem 0}
.top a[aria-current]{font-weight:600;text-decoration:none;border-bottom:2px solid}
.top form{margin-left:auto;display:flex;gap:.6rem;align-items:center;color:var(--soft)}
main{padding:1rem}
h1{margin:.3rem 0 .8rem;font-size:1.45rem;line-height:1.3}
h2{margin:0 0 .6rem;font-size:1.08rem}h3{margin:.9rem 0 .3rem;font-size:1rem}
section,details.card,fieldset.card{margin:0 0 1rem;padding:.9rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
p{margin:.3rem 0}ul,ol{margin:.3rem 0;padding-left:1.3rem}
dl.facts{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.25rem 1rem;margin:0}dl.facts dt{color:var(--soft)}dl.facts dd{margin:0}dl.facts dl.facts{border-left:2px solid var(--line);padding-left:.7rem}
.cards{list-style:none;padding:0;margin:0}.cards>li{border-top:1px solid var(--line);padding:.7rem 0}.cards>li:first-child{border-top:0;padding-top:0}.cards>li:last-child{padding-bottom:0}
.soft{color:var(--soft)}.small{font-size:.875rem}.bad{color:var(--bad)}.warn{color:var(--warn)}.good{color:var(--good)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:.3rem;padding:0 .4rem;font-size:.82rem;white-space:nowrap}
.box{border-left:4px solid currentColor;padding:.5rem .8rem;margin:0 0 1rem;background:var(--card)}.box>*{color:var(--ink)}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding-bottom:.3rem}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}th{color:var(--soft);font-weight:500}
.wide{overflow-x:auto}
code{font-size:.85em}.exact{white-space:pre-wrap}button.first{position:absolute;left:-99rem}
label,legend{font-weight:500}.field{margin:0 0 .9rem}.field>label{display:block}
.help{color:var(--soft);font-size:.875rem;margin:.1rem 0}.wrong{color:var(--bad);margin:.15rem 0}
input,select,textarea,button{font:inherit;color:inherit}
input:not([type=checkbox]):not([type=radio]),select,textarea{width:100%;max-width:34rem;padding:.45rem .55rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--card)}
textarea{min-height:5.5rem;max-width:46rem}[aria-invalid=true]{border-color:var(--bad)!important;border-width:2px!important}
fieldset{border:1px solid var(--line);border-radius:.4rem;margin:0 0 .9rem;padding:.6rem .8rem;min-width:0}
.choice{display:block;padding:.15rem 0;font-weight:400}.choice input{margin-right:.5rem}
button,.button{display:inline-block;padding:.5rem 1.1rem;border:1px solid var(--link);border-radius:.3rem;background:var(--link);color:var(--card);cursor:pointer;text-decoration:none}
button.plain,.button.plain{background:none;color:var(--link)}.top button{padding:.2rem .7rem}
.filters{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:end;margin-bottom:1rem}.filters .field{margin:0}.filters select,.filters input[type=date]{width:auto}
.counts{display:flex;flex-wrap:wrap;gap:.5rem 1.4rem;margin:0 0 1rem;padding:0;list-style:none}.counts strong{font-size:1.25rem;display:block}.counts a[aria-current]{font-weight:600;text-decoration:none;border-bottom:2px solid}.cards+.field{margin-top:1rem;border-top:1px solid var(--line);padding-top:.8rem}
.printonly{display:none}
.chart{margin:.5rem 0;overflow-x:auto}.chart svg{max-width:none;fill:var(--ink);font-size:12px}.chart rect{fill:var(--link)}.chart line{stroke:var(--line)}
table.month{table-layout:fixed}table.month td{border:1px solid var(--line);padding:.3rem .4rem;min-height:4rem}table.month td[aria-current]{background:var(--mark)}table.month ul{padding-left:1rem;font-size:.875rem}table.month .tag{white-space:normal}.dow{display:none}
.people{list-style:none;padding:0}.people li{padding:.2rem 0}.people button{text-align:left;width:100%;max-width:34rem}
@media(max-width:40rem){main{padding:.7rem}section,details.card,fieldset.card{padding:.8rem}dl.facts{grid-template-columns:minmax(4.5rem,28%) 1fr;gap:.25rem .7rem}dl.facts dl.facts{grid-template-columns:1fr;gap:0}ul.counts{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.5rem,1fr));gap:.5rem .8rem}.top form{margin-left:0}
table.month thead{position:absolute;left:-99rem}table.month tr,table.month td{display:block}table.month td.none{display:none}.dow{display:inline}
table.stack thead{position:absolute;left:-99rem}table.stack tr{display:block;border-bottom:1px solid var(--line);padding:.4rem 0}table.stack td{display:block;border:0;padding:.1rem 0}table.stack td[data-th]::before{content:attr(data-th) " ";color:var(--soft);font-weight:400}}
@media print{:root{--page:#fff;--card:#fff;--ink:#000;--soft:#333;--link:#000;--line:#999}.top,form,.noprint{display:none!important}main{max-width:none;padding:0}section,details.card{border:0;padding:0;break-inside:avoid}.printonly{display:block}a{text-decoration:none}}
`;

export const stylePath = `/desk/style.${createHash('sha256').update(style).digest('hex').slice(0, 16)}.css`;
