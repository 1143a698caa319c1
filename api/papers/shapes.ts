/** How papers, their kinds, series and templates are shown. */
import { z } from 'zod';
import type { PaperRow } from '../../db/queries/papers.ts';
import { paperOf } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import type { AnySpec } from '../http/route.ts';
import { when } from '../http/when.ts';
import { stateOf } from './bytes.ts';
import { besideDiffering, differing, statedBy as asStated, type Names } from './differing.ts';

export const tag = '公文 Papers';

const reasonShape = z.string().nullable().meta({
  description:
    '只在查阅该份文书时显示；依令删除后为空 Shown with the paper alone; null where it was erased',
});
const states = ['issued', 'replaced', 'withdrawn'] as const;
export const paperShape = z
  .object({
    id: z.string(),
    file: z.string(),
    kind: z.string(),
    title: z.string(),
    number: z.string().meta({ description: '文号 The number; never used again' }),
    version: z.int(),
    state: z.enum(states),
    replaces: z.string().nullable(),
    replacedBy: z.string().nullable(),
    act: z.string().nullable().meta({ description: '据以制发的文书 The act that it says' }),
    statedBy: z.string().nullable().meta({
      description:
        '提交时写明本文书的文书种类；没有的为空 The type of the act that states it; null where none does',
    }),
    unit: z.string(),
    officer: z.string(),
    names: z.record(z.string(), z.string()).meta({
      description:
        '本处所列人员、单位的名称，按编号 What the people and units that are named here are called, by their ids',
    }),
    issuedAt: z.string(),
    withdrawn: z
      .object({
        at: z.string(),
        by: z.string(),
        confirmedBy: z.string().nullable(),
        reason: reasonShape,
      })
      .nullable(),
    withdrawalProposed: z
      .object({
        at: z.string(),
        by: z.string(),
        sha256: z.string().meta({
          description: '确认时写明（confirms） What whoever confirms it brings back (confirms)',
        }),
        reason: reasonShape,
      })
      .nullable()
      .meta({ description: '待另一人确认的作废 A withdrawal that another person has to confirm' }),
    template: z
      .int()
      .nullable()
      .meta({ description: '所用模板的版本；空为标准模板 Null: the standard template' }),
    html: z.string().meta({ description: 'SHA-256' }),
    docx: z.string().meta({ description: 'SHA-256' }),
    erased: z.boolean(),
    entered: z.boolean().meta({
      description: '台账中的哈希与此相同 The register has the same hashes',
    }),
    filed: z
      .array(
        z.object({
          act: z.string(),
          type: z.string(),
          same: z.boolean(),
          accepted: z.boolean().nullable().meta({
            description: '是否采纳；空为尚未裁定 Null: it has no verdict yet',
          }),
          differs: z.array(z.string()),
        }),
      )
      .meta({
        description:
          '写明本文书的提交、哈希是否相同，以及与本文书所填不同的项目（按表单中的位置） Acts that state it, whether with its hash, and where they say otherwise than was filled in here',
      }),
    usedUpBy: z
      .object({ act: z.string(), type: z.string(), differs: z.array(z.string()) })
      .nullable()
      .meta({
        description:
          '随之使用的提交，以及与本文书所填、与这种文书不符的项目 The act that it went with, and where that says otherwise than was filled in here, or than the kind of the paper',
      }),
    states: z.record(z.string(), z.unknown()).nullable().meta({
      description:
        '提交写明本文书的文书时可以照填的项目，按表单中的位置；只在查阅该份文书时显示 What the form of the act that states it takes as it was filled in here, by its place there; shown with the paper alone',
    }),
    document: z
      .object({ id: z.string(), sha256: z.string(), where: z.string() })
      .meta({ description: '在文书表单中填写的引用 As a form of an act takes it' }),
  })
  .meta({ id: 'Paper' });

/** Where its document lies: here. */
const placeOf = ({ file, id }: PaperRow): string =>
  `/v1/files/${file}/papers/${encodeURIComponent(id)}?format=docx`;

const statedBy = ({ procedure, kind }: PaperRow): string | null => {
  const paper = paperOf(procedure, kind);
  return paper?.when === 'before' && paper.accompanies === undefined ? paper.act : null;
};

/** The act that has used it up: of one that no act states. */
function usedUpBy(specs: readonly AnySpec[], row: PaperRow, names: Names) {
  const types = paperOf(row.procedure, row.kind)?.accompanies ?? [];
  const by = row.followed.find(({ type }) => types.includes(type));
  return (
    (by && { act: by.act, type: by.type, differs: besideDiffering(specs, row, by, names) }) ?? null
  );
}

const named = (row: PaperRow, names: Names): Record<string, string> =>
  Object.fromEntries(
    peopleOf(row).flatMap((id) => (names.has(id) ? [[id, names.get(id)!] as const] : [])),
  );
const peopleOf = ({ officer, unit, withdrawnBy, confirmedBy }: PaperRow): string[] =>
  [officer, unit, withdrawnBy, confirmedBy].filter((id) => id !== null);

/** Whom its names are asked of: itself, and what its acts say. */
export const idsIn = (row: PaperRow): string[] => [
  ...peopleOf(row),
  ...[...row.filed, ...row.followed].flatMap(({ says }) =>
    Object.values(says)
      .flat()
      .flatMap((one) => (typeof one === 'string' && one.length <= 64 ? [one] : [])),
  ),
];

const filedIn = (specs: readonly AnySpec[], row: PaperRow, names: Names) =>
  row.filed.map((one) => ({
    act: one.act,
    type: one.type,
    same: one.own,
    accepted: one.accepted,
    differs: one.type === statedBy(row) ? differing(specs, row, one, names) : [],
  }));

const withdrawalOf = (row: PaperRow, words: boolean) => ({
  withdrawn:
    row.withdrawnAt === null
      ? null
      : {
          at: when(row.withdrawnAt)!,
          by: row.withdrawnBy!,
          confirmedBy: row.confirmedBy,
          reason: words ? row.withdrawnWhy : null,
        },
  withdrawalProposed:
    row.withdrawnAt !== null || row.withdrawalHash === null || row.replacedBy !== null
      ? null
      : {
          at: when(row.withdrawalProposedAt)!,
          by: row.withdrawnBy!,
          sha256: row.withdrawalHash!,
          reason: words ? row.withdrawnWhy : null,
        },
});

/** `words`: with the reason of its withdrawal, and what was filled in. */
export const paperShown = (
  specs: readonly AnySpec[],
  row: PaperRow,
  names: Names,
  words = false,
): z.infer<typeof paperShape> => ({
  id: row.id,
  file: row.file,
  kind: row.kind,
  title: row.title || (paperOf(row.procedure, row.kind)?.title.zh ?? row.kind),
  number: numberText(row),
  version: row.version,
  state: stateOf(row),
  replaces: row.replaces,
  replacedBy: row.replacedBy,
  act: row.act,
  statedBy: statedBy(row),
  unit: row.unit,
  officer: row.officer,
  names: named(row, names),
  issuedAt: when(row.issuedAt)!,
  ...withdrawalOf(row, words),
  template: row.templateVersion,
  html: row.htmlSha256,
  docx: row.docxSha256,
  erased: row.erased,
  entered: row.entered?.html === row.htmlSha256 && row.entered.docx === row.docxSha256,
  filed: filedIn(specs, row, names),
  usedUpBy: usedUpBy(specs, row, names),
  states: words ? asStated(specs, row) : null,
  document: { id: row.id, sha256: row.docxSha256, where: placeOf(row) },
});

export const askedShape = z.strictObject({
  kind: z.string().max(60),
  act: z.string().max(64).optional().meta({
    description:
      '据以制发的文书；不填的，先于文书制发的为将要提交的那一份，据文书制发的为最后一份 Of which act; left out, of the one to come for a paper that goes before its act, of the last one for a paper that follows it',
  }),
  replaces: z.string().max(240).optional().meta({
    description: '重新制发时，代替哪一份 Which paper it takes the place of, when it is issued anew',
  }),
  about: z
    .strictObject({ kind: z.string().max(40), id: z.string().max(64) })
    .optional()
    .meta({
      description:
        '案卷涉及多个主体、逐个告知的，告知哪一个 Of a file that is about many: which of them is told',
    }),
  fill: z.record(z.string().max(60), z.unknown()).optional().meta({
    description: '案卷中没有的项目 What the file does not say by itself',
  }),
});
