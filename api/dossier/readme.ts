/** README.txt What is what in the archive, in Chinese and English, for somebody who has nothing but it. */
import type { Dossier } from '../../domain/dossier/shapes.ts';

const secondEdition = [
  '  own(name)   = SHA-256("duban/salt/1\\n" ‖ salt ‖ name)',
  '  field(name) = hex(SHA-256("duban/field/1\\n" ‖ own(name) ‖ canonical([name, value])))',
  '  bodyHash    = hex(SHA-256("duban/binding/1\\n" ‖ canonical({name: field(name), …, "": field("") with the value null})))',
  '  hash        = hex(SHA-256(0x00 ‖ canonical({"$":"duban/entry/2", act, "body": bodyHash, clause, file, key, prev, recordedAt, seq, type})))',
];

export const readmeOf = (dossier: Dossier): string =>
  [...chinese(dossier), '', ...english(dossier), ''].join('\n');

const chinese = ({ file, format, made, asOf, cover }: Dossier): string[] => [
  `案卷 ${file}　${cover.procedure.title.zh}　${format}`,
  `制作 ${made.at}${asOf ? `　截至 ${asOf.at}（台账第 ${asOf.seq} 条）` : ''}`,
  '',
  '一、各文件',
  '  案卷.html          供阅读、打印，用浏览器打开；打印时自动编页码。',
  '  案卷.docx          同一内容，供文字处理软件打开；目录页码按 F9 更新。',
  '  dossier.json       同一内容，供程序校验；按 RFC 8785 书写。',
  '  proof/             台账校验：每一条目的原文或其哈希，及哈希链（register.json）；立卷、收件、裁定、日历和设置的原文（life.json）；',
  '                     在本局存证日志中的位置（log.json）及签名的树头（checkpoint.txt）。',
  '  history/           流程引擎的事件历史，每次运行一个文件；其 SHA-256 载于台账（history-kept）。',
  '  SHA256SUMS         以上各文件的 SHA-256；sha256sum -c SHA256SUMS。',
  '',
  '二、怎样校验哈希链',
  '  ‖ 为字节相连；salt 为 16 个字节；规范文本按 RFC 8785；哈希为十六进制小写。',
  ...secondEdition,
  '  第一条的 prev 为 null（register.json 中为空文本）；其后每条的 prev 为前一条的 hash；末条的 hash 即 head。',
  '  edition 为 1 的条目：bodyHash = SHA-256(body 的规范文本)；hash = SHA-256(prev|seq|key|recordedAt|bodyHash)，以 | 相连；不含 type、clause、act，',
  '  由其后的 edition-changed（台账换版）条目一并固定。',
  '  body 为 null 的，依规不予显示，salt 也不给出；bodyHash 在旁，链仍可校验。不能证明入账之前的事。',
  '  history/ 中文件的 SHA-256 应与 dossier.json 的 histories 相符；已存档的还应与台账中 history-kept 条目相符。',
  '  文书内容（payload）按 RFC 8785 书写后的 SHA-256 应与该文书的 hash 相符。',
  '',
  '三、时间',
  '  所述时间：文书自己写明的作出、送达时间。收到时间：收件时间。入账时间：写入台账的时间。均为东八区时间。',
  '  引擎时间、收件时间与入账时间出自不同的时钟；演示环境中前两者可以跳过。',
];

const english = ({ file, format, made, asOf, cover }: Dossier): string[] => [
  `Dossier of file ${file}, ${cover.procedure.title.en}, ${format}`,
  `Made ${made.at}${asOf ? `, as of ${asOf.at} (entry ${asOf.seq} of the register)` : ''}`,
  '',
  '1. Members',
  '  案卷.html          to read and print, in a browser; pages are numbered in print.',
  '  案卷.docx          the same for a word processor; F9 fills in the pages of the contents.',
  '  dossier.json       the same for programs, as RFC 8785 writes it.',
  '  proof/             the register: each entry or its hash, and the chain (register.json); opening, acts, verdicts, calendars, settings (life.json);',
  "                     their places in the bureau's log (log.json) and its signed head (checkpoint.txt).",
  "  history/           the engine's histories, one member for each run; their SHA-256 stand in the register (history-kept).",
  '  SHA256SUMS         of the members above; sha256sum -c SHA256SUMS.',
  '',
  '2. The chain of hashes',
  '  ‖ joins bytes; a salt has 16; canonical is RFC 8785; hashes are lower-case hexadecimal.',
  ...secondEdition,
  '  The first prev is null (an empty text in register.json); then it is the hash of the entry before; the last hash is the head.',
  '  Entries whose edition is 1: bodyHash = SHA-256(canonical body), hash = SHA-256(prev|seq|key|recordedAt|bodyHash), joined by |; that covers neither',
  '  type, clause nor act, which the entry edition-changed after them fixes together.',
  '  Where body is null it is withheld from this reader, its salt too; bodyHash stands beside it, so the chain is checked all the same.',
  '  Nothing is proved of what happened before it was entered.',
  '  The SHA-256 of a member of history/ is the one in histories of dossier.json and, where it is kept, in the history-kept entry.',
  '  The SHA-256 of the canonical text of what an act says (payload) is the hash of the act.',
  '',
  '3. Instants',
  '  Stated: the dates an act gives for itself. Received: its receipt. Recorded: when it was entered. All are in UTC+8.',
  '  They come from different clocks: the addressee, the receiving server, the database.',
];
