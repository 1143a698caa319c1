/** 版式 The stylesheet of papers, near GB/T 9704: A4, 156 mm by 225 mm of text, 仿宋 of 16 pt, the mark of the body in red over letters, notices and decisions. */
export const paperStyle = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt "SimSun", "Songti SC", serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 156mm; font: 16pt/29pt "FangSong", "STFangsong", "Noto Serif CJK SC", "SimSun", serif; color: #000; background: #fff; overflow-wrap: anywhere; }
header { text-align: center; margin: 0 0 8mm; }
.bureau { margin: 0 0 6mm; font: 700 30pt/1.3 "SimSun", "Songti SC", "Noto Serif CJK SC", serif; color: #c00000; }
.letter .number, .notification .number, .decision .number { margin: 0 0 8mm; padding-bottom: 3mm; border-bottom: 0.6mm solid #c00000; }
.record .bureau, .receipt .bureau { color: #000; font-size: 20pt; margin: 0 0 3mm; }
.record .number, .receipt .number { margin: 0; text-align: right; font-size: 14pt; }
.mark { color: #c00000; border: 0.5mm solid #c00000; padding: 0 3mm; font-family: "SimHei", "Heiti SC", sans-serif; }
h1 { margin: 0 0 4mm; font: 700 22pt/1.4 "SimSun", "Songti SC", "Noto Serif CJK SC", serif; }
h2 { margin: 2mm 0 0; font: 400 16pt/29pt "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; text-indent: 2em; break-after: avoid; }
main p { margin: 0; text-indent: 2em; }
main .to { text-indent: 0; }
ol { margin: 0; padding: 0 0 0 3.2em; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 2mm 0; font-size: 14pt; line-height: 22pt; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #000; padding: 1.5mm 2mm; text-align: left; vertical-align: top; }
th { width: 38mm; font-weight: 400; }
.signatures { margin: 8mm 0 0; }
.signatures div { display: flex; gap: 2mm; margin: 4mm 0; break-inside: avoid; }
.signatures dd { flex: 1; margin: 0; border-bottom: 0.3mm solid #000; }
footer { margin: 14mm 0 0; break-inside: avoid; }
.issued { margin: 0 2em 6mm auto; width: fit-content; text-align: center; }
.small { margin: 0; font-size: 10.5pt; line-height: 16pt; }
.draft::before { content: "草稿"; position: fixed; inset: 30% 0 auto; text-align: center; font: 120pt "SimHei", sans-serif; color: rgb(192 0 0 / 12%); transform: rotate(-30deg); pointer-events: none; }
@media screen { body { padding: 12mm 6mm; } }
@media screen and (max-width: 40rem) { body { padding: 4mm; font-size: 12pt; line-height: 20pt; } .bureau { font-size: 18pt; } h1 { font-size: 15pt; } h2 { font-size: 12pt; line-height: 20pt; } table { font-size: 11pt; line-height: 17pt; } th { width: 28mm; } }
`;
