/** 版式 The one stylesheet of a dossier: A4, the number of the page at its foot but on the cover, heads of tables repeated, rows kept whole. */
export const STYLE = `
@page { size: A4; margin: 22mm 18mm 20mm 24mm; @bottom-center { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font: 9pt serif; } }
@page :first { @bottom-center { content: none; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 178mm; font: 10.5pt/1.55 "FangSong", "STFangsong", "SimSun", "Songti SC", "Noto Serif CJK SC", serif; color: #000; background: #fff; }
h1, h2, h3, th { font-family: "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; font-weight: 600; }
h2 { font-size: 15pt; margin: 0 0 4mm; break-after: avoid; }
h3 { font-size: 11pt; margin: 5mm 0 1.5mm; break-after: avoid; }
.cover { text-align: center; padding-top: 45mm; break-after: page; }
.cover .bureau { font-size: 18pt; margin: 0 0 6mm; }
.cover h1 { font-size: 30pt; letter-spacing: 0.15em; margin: 0 0 10mm; }
.cover .as-of { display: inline-block; border: 0.5mm solid #b00000; color: #b00000; padding: 2mm 6mm; margin: 0 0 8mm; }
.cover table { width: 140mm; margin: 0 auto; text-align: left; font-size: 11.5pt; }
.contents { break-after: page; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents a { color: inherit; text-decoration: none; display: flex; justify-content: space-between; border-bottom: 0.2mm dotted #000; padding: 2mm 0; }
@supports (content: target-counter(attr(href url), page)) { .contents a::after { content: target-counter(attr(href url), page); } }
section + section { margin-top: 9mm; }
#closing { break-before: page; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 3mm; font-size: 9pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.2mm solid #000; padding: 0.8mm 1.4mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { background: #f2f2f2; }
.facts { break-inside: avoid; }
.facts th { width: 26mm; }
.lines { margin: 0 0 3mm; padding-left: 7mm; font-size: 9pt; }
.note { margin: 0 0 2mm; font-size: 9.5pt; overflow-wrap: anywhere; }
`;
