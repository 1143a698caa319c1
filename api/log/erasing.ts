/** 依令删除 Words that a court or the law has erased: they and their salt go, the leaf stays provable, and that it was done is an entry itself. */
import { z } from 'zod';
import type { Querying, Sql } from '../../db/client.ts';
import { eraseContent, isIdOfSomebody } from '../../db/queries/erasures.ts';
import { bound } from '../../db/queries/turns.ts';
import { hex } from '../../domain/proof/bytes.ts';
import { erasedFrom } from '../../domain/proof/erased.ts';
import { line } from '../../domain/law/shapes.ts';
import { proposalShape, proposing } from '../registries/proposal-shape.ts';
import type { Ground } from '../registries/two-persons.ts';
import type { Caller } from '../http/authentication.ts';
import { badInput } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { type LeafRows, leafRows } from './leaf-texts.ts';
import { changeFields, messageSalt } from './leaves.ts';
import { tag } from './routes.ts';

const order = z.strictObject({
  kind: z.enum(['act', 'change', 'paper']),
  ref: z
    .string()
    .max(80)
    .meta({ description: '文书、登记变更或公文的编号 Id of the act, change or paper' }),
  fields: z.array(z.string().min(1).max(80)).min(1).max(40),
  documentNo: line(120).meta({ description: '判决、决定的文号 Number of the order' }),
  reason: line(500),
});
type Order = z.infer<typeof order>;

type Erasing = Omit<Order, 'reason'>;

/** What is gone is gone: two persons say so. Judged again when it is confirmed. */
export const erasureGround: Ground<Erasing, void> = {
  what: 'content-erasure',
  proposes: ['administrator'],
  confirms: ['administrator'],
  subject: ({ kind, ref }) => `${kind}/${ref}`,
  before: async () => null,
  async apply(tx, erasing, { caller, reason }) {
    const order = { ...erasing, reason: reason ?? '' };
    const { kind, ref, fields, documentNo } = order;
    if (kind === 'paper') return erasePaper(tx, order, caller);
    const { left, gone } = leftOf(order, await leafRows(tx, [{ kind, ref }]));
    if (await isIdOfSomebody(tx, stringsIn(gone))) throw ofRights();
    const by = { by: caller.id, unit: caller.unit };
    const entry =
      kind === 'act'
        ? bound({
            key: `content-erased:${ref}`,
            type: 'content-erased',
            act: ref,
            body: { act: ref, fields, documentNo, reason, ...by },
          })
        : null;
    const made = { ...order, by: caller.id, bureau: caller.bureau, ...left, entry };
    if (!(await eraseContent(tx, made))) throw new Problem('not-found');
  },
};

/** 公文 The words of a paper go as a whole, for its bytes are one: what is left is its number, its hashes and the entry. */
async function erasePaper(tx: Querying, order: Order, caller: Caller): Promise<void> {
  const { ref, fields, documentNo, reason } = order;
  if (fields.join() !== 'words')
    throw badInput([
      {
        in: 'body',
        path: '/fields',
        zh: '公文的内容整体删除，写 words',
        en: 'The words of a paper are erased as a whole: name "words"',
      },
    ]);
  const entry = bound({
    key: `content-erased:${ref}`,
    type: 'content-erased',
    act: null,
    body: { paper: ref, fields, documentNo, reason, by: caller.id, unit: caller.unit },
  });
  const made = { ...order, by: caller.id, bureau: caller.bureau, opened: {}, entry };
  if (!(await eraseContent(tx, made))) throw new Problem('not-found');
}

export const erasureRoutes =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/log/erasures',
        tag,
        summary:
          '提出依令删除内容 — Propose that words are erased by order, so that the log can still be proved',
        description:
          '由另一名管理员复核后生效（/v1/proposals）；本局尚无第二名管理员的，一人办理并载明。只删除所列字段及其盐值；删除本身记入台账或变更记录，不可撤销。 Another administrator confirms it; while the bureau has had no second one, it takes effect at once. Only these fields and the salt are erased; that it was done is an entry or a change itself, and cannot be undone.',
        auth: ['administrator'],
        body: order,
        responses: {
          202: { description: '待复核 To be confirmed', schema: proposalShape },
          204: { description: '已删除（首次设立） Erased (bootstrap)' },
        },
        problems: ['not-found', 'proposal-person', 'officer-removed'],
      },
      async ({ body: { reason, ...erasing }, caller }) =>
        proposing(sql, erasureGround, erasing, { caller, reason }, () => ({ status: 204 })),
    );
  };

/** Every text in it, as deep as it stands. */
const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

/** Who handles a file, to which unit somebody has moved: rights rest on it, and an id is nobody’s private word. */
const ofRights = () =>
  badInput([
    {
      in: 'body',
      path: '/fields',
      zh: '含有人员、单位或案卷编号的字段不能删除：办理权限以此为据；只能删除纯文字的字段',
      en: 'A field that holds the id of an officer, a unit or a file can not be erased, for rights rest on it; only fields of mere words can',
    },
  ]);

/** Registries whose changes say under which settings files are decided and who is sent what; what the log has of letters, which is hashes; and erasures themselves. */
const grounds: readonly string[] = ['bureau', 'receiver', 'delivery', 'opening-paper', 'erasure'];

/** What is left of the hashes of each record, and what goes. Words that are gone already, or were never there, can't be erased. */
function leftOf({ kind, ref, fields }: Order, rows: LeafRows) {
  const [act, change] = [rows.acts.get(ref), rows.changes.get(ref)];
  const row = kind === 'act' ? act : change;
  if (!row || row.erased) throw new Problem('not-found');
  const content = act ? act.payload : changeFields(change!);
  if (act ? act.verdict === null : grounds.includes(change!.registry))
    throw badInput([
      {
        in: 'body',
        path: '/ref',
        zh: '尚未裁定的文书、设置和接收方的变更、立卷公文的存证以及删除本身不能删除',
        en: 'An act without a verdict, a change of settings or receivers, what the log has of a letter that opens a file, and an erasure itself can not be erased',
      },
    ]);
  const unknown = fields.findIndex(
    (name) => !Object.hasOwn(content, name) || (content[name] ?? null) === null,
  );
  if (unknown >= 0 || '' in content)
    throw badInput([
      {
        in: 'body',
        path: `/fields/${Math.max(unknown, 0)}`,
        zh: '没有这个字段',
        en: 'There is no such field',
      },
    ]);
  const erased = (name: string): boolean => fields.includes(name);
  const left = erasedFrom(content, row.salt, erased);
  return {
    gone: fields.map((name) => content[name]),
    left: act
      ? { opened: { payload: left }, messageSalt: hex(messageSalt(act)) }
      : { opened: { change: left } },
  };
}
