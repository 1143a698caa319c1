/** POST /v1/rapid-responses: a letter (函告) opens a file, or joins the one its subject has already. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findBureau, findSubject, unitsOf, type BureauRow, type SubjectRow } from '../../db/queries/files.ts';
import { findStanding } from '../../db/queries/access.ts';
import { fileStarted, openFile, openingAttempt, refuseOpening } from '../../db/queries/inbox.ts';
import { hashOf, sha256 } from '../../db/queries/turns.ts';
import type { Act } from '../../domain/law/act.ts';
import { refuseStanding } from '../../domain/law/authority.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { defaultSettings, type Settings } from '../../domain/rapid-response/duties.ts';
import { refuseOpening as refusalOf, remarksOn, type LetterToOpen } from '../../domain/rapid-response/opening.ts';
import { letterShape, type LetterPayload } from '../../domain/rapid-response/shapes.ts';
import { rapidResponseSettings } from '../../domain/registry/settings.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate, type Instant } from '../../domain/time/instant.ts';
import type { CalendarYear } from '../../domain/time/limit.ts';
import { deliver, keyHeader, keyOf, stampedAhead, stampOf, type ActDeps } from '../acts.ts';
import type { Caller } from '../authentication.ts';
import type { FileToStart } from '../engine.ts';
import type { Api } from '../openapi.ts';
import { Problem } from '../problems.ts';

const opened = z.object({ file: z.string(), act: z.string(), joined: z.boolean(), status: z.enum(['opened', 'joined', 'pending']) }).meta({ id: 'Opened' });

export function rapidResponseRoutes(deps: ActDeps) {
  return (api: Api): void => {
    api.route({
      method: 'post', path: '/v1/rapid-responses', tag: '快速反应 Rapid response', summary: '函告立卷 — Open a file by a letter', auth: 'caller',
      description: '方向 A：监督所函告支付处；方向 B：社保中心先行暂停后函告监督所。主体已有未结案卷的，函告并入该卷。',
      headers: keyHeader, body: letterShape,
      responses: { 200: { description: '并入已有案卷，或重复提交 Joined, or sent again', schema: opened }, 201: { description: '已立卷 Opened', schema: opened }, 202: { description: '已收到，待处理 Received', schema: opened } },
      problems: ['no-legal-basis', 'not-owed-by-you', 'not-designated', 'ground-missing', 'wrong-ground', 'investigation-missing', 'suspension-missing', 'suspension-after-letter', 'clause-missing', 'clause-unknown', 'approver-missing', 'no-refusal-clause', 'commitment-unsigned', 'officer-removed', 'receipt-not-yours', 'in-the-future', 'duplicate-letter', 'idempotency-conflict', 'idempotency-key-missing'],
    }, async ({ body, caller, headers }) => open(deps, caller, keyOf(headers), body));
  };
}

async function open(deps: ActDeps, caller: Caller, key: string, body: LetterPayload) {
  const { receivedAt: stamped, ...payload } = body;
  const hash = hashOf(payload);
  const refuse = async (refusal: Refusal): Promise<never> => {
    await refuseOpening(deps.sql, { officer: caller.id, key, hash, answer: { refusal } });
    throw Problem.refused(refusal);
  };
  const known = await openingAttempt(deps.sql, caller.id, key);
  if (known) return again({ known: known.answer, hash: known.hash }, hash);
  const bureau = (await findBureau(deps.sql, caller.bureau))!;
  const arrivedAt = instant(Date.now());
  const receivedAt = (await stampOf(deps.sql, caller, bureau.id, stamped)) ?? arrivedAt;
  if (receivedAt > arrivedAt) throw stampedAhead();
  const basis = bindingInstruments(bureau, 'TJ51', civilDateOf(receivedAt));
  if (isRefusal(basis)) return refuse(basis);
  const standing = refuseStanding(await findStanding(deps.sql, caller.id), caller.unit, civilDateOf(receivedAt));
  if (standing) return refuse(standing);
  const subject = await findSubject(deps.sql, body.subject.kind, body.subject.id);
  if (!subject || subject.bureau !== bureau.id) throw new Problem('not-found', unregistered(body));
  const letter = letterToOpen(body, subject, caller, receivedAt);
  const refusal = refusalOf(letter);
  if (refusal) return refuse(refusal);
  const act = actOf(caller, hash, receivedAt, arrivedAt, body);
  const opening = await openingOf(deps, bureau, subject, act, basis.basis === 'adopted', remarksOn(letter));
  const answer = await openFile(deps.sql, {
    procedure: 'rapid-response', bureau: bureau.id, subjectKind: subject.kind, subjectId: subject.id, direction: body.direction, year: Number(civilDateOf(arrivedAt).slice(0, 4)),
    idPattern: `RR-${body.direction}.${bureau.id}.${civilDateOf(arrivedAt).slice(0, 4)}-#`, opening, arrivedAt, receivedAt, actId: act.id, type: act.type, unit: act.unit, officer: caller.id,
    system: caller.system, message: act, payload, hash, key,
  });
  if (answer.known) return again(answer, hash);
  if (answer.open) return join(deps, caller, answer.open, key, payload);
  return started(deps, caller, answer.opening as { file: string; letter: Act });
}

const unregistered = ({ subject: { kind }, direction }: LetterPayload) => ({
  clause: `TJ51-A1-${kind === 'institution' ? 1 : 2}.1${direction === 'A' ? 'a' : kind === 'institution' ? 'c' : 'b'}`,
  say: { zh: '登记中没有该主体。', en: 'The subject is not registered.' }, lawful: { zh: '核对主体编号，或先登记该主体。', en: 'Check the subject, or register it first.' },
});

/** The same key again: the stored answer, or a conflict when the body is another. */
function again(answer: { known?: unknown; hash?: string }, hash: string) {
  if (answer.hash !== hash) throw new Problem('idempotency-conflict');
  const known = answer.known as { file?: string; act?: string; refusal?: Refusal };
  if (known.refusal) throw Problem.refused(known.refusal);
  return { status: 200, body: { file: known.file!, act: known.act!, joined: false, status: 'opened' as const } };
}

async function started(deps: ActDeps, caller: Caller, opening: { file: string; letter: Act }) {
  const waiting = deps.verdicts.wait(opening.letter.id, deps.patience ?? 5_000);
  const running = await deps.engine.start(describe(opening), caller.id).then(() => true, () => false);
  if (running) await fileStarted(deps.sql, opening.file);
  const verdict = await waiting.verdict;
  const body = { file: opening.file, act: opening.letter.id, joined: false, status: verdict ? 'opened' as const : 'pending' as const };
  return { status: verdict ? 201 : 202, body, headers: { Location: `/v1/files/${opening.file}` } };
}

/** （一）A later letter joins the open file; no second suspension, no second clock, except its own 24 hours where it brings something new. */
async function join(deps: ActDeps, caller: Caller, file: string, key: string, letter: object) {
  const payload = letter as LetterPayload;
  const told = { facts: { documentHash: sha256(payload.documentNo), newFacts: true } };
  const { act, verdict } = await deliver(deps, caller, file, 'further-letter', key, payload, told);
  if (verdict && !verdict.accepted) throw Problem.refused(verdict.refusal);
  return { status: verdict ? 200 : 202, body: { file, act: act.id, joined: true, status: verdict ? 'joined' as const : 'pending' as const }, headers: { Location: `/v1/files/${file}/acts/${act.id}` } };
}

function letterToOpen(body: LetterPayload, subject: SubjectRow, caller: Caller, receivedAt: Instant): LetterToOpen {
  const cited = subject.agreement?.clauses?.find((c) => c.id === body.suspension?.agreementClause);
  return {
    direction: body.direction, subject: subject.kind, status: subject.status, grounds: [...new Set(body.grounds)], otherGround: body.otherGround !== undefined, investigated: body.investigation !== undefined,
    receivedAt, senderRoles: caller.unitRoles,
    suspension: body.suspension && {
      decidedAt: parseInstant(body.suspension.decidedAt)!, startsAt: parseInstant(body.suspension.startsAt)!, clauseCited: body.suspension.agreementClause !== undefined,
      clauseInAgreement: cited !== undefined, clauseCoversRefusal: cited?.covers.includes('refusal') ?? false, approved: body.suspension.approver !== undefined, endsOn: body.suspension.endsOn as CivilDate | undefined,
    },
  };
}

function actOf(caller: Caller, hash: string, receivedAt: Instant, arrivedAt: Instant, body: LetterPayload): Act {
  const { suspension: s } = body;
  const suspension = s && { decidedAt: parseInstant(s.decidedAt)!, startsAt: parseInstant(s.startsAt)!, ...(s.endsOn && { endsOn: s.endsOn }), ...(s.reviewOn && { reviewOn: s.reviewOn }) };
  return {
    id: randomUUID(), number: 1, type: 'referral-letter', unit: caller.unit, officer: caller.id, receivedAt, arrivedAt, hash,
    facts: { direction: body.direction, subject: body.subject.id, documentHash: sha256(body.documentNo), grounds: [...new Set(body.grounds)], phoned: body.phone !== undefined, ...(suspension && { suspension }) },
  };
}

async function openingOf(deps: ActDeps, bureau: BureauRow, subject: SubjectRow, letter: Act, adopted: boolean, remarks: string[]) {
  const units = await unitsOf(deps.sql, bureau.id);
  const roles = ['supervision-body', 'payment-division', 'system-division', 'insurance-centre'] as const;
  const filled = Object.fromEntries(roles.map((role) => [role, (units.find((u) => u.id === letter.unit && u.roles.includes(role)) ?? units.find((u) => u.roles.includes(role)))?.id]));
  const missing = roles.filter((role) => !filled[role]);
  if (missing.length > 0) throw new Problem('unknown-reference', { say: { zh: `本局没有登记以下单位：${missing.join('、')}`, en: `The bureau has no unit for: ${missing.join(', ')}` }, lawful: { zh: '先登记单位及其职责。', en: 'Register the units and their roles first.' } });
  const { settings, invalid } = settingsOf(bureau);
  return {
    file: '', bureau: bureau.id, letter, calendar: await snapshot(deps, letter.arrivedAt), force: adopted ? 'management' : 'text', direction: letter.facts['direction'],
    subject: { kind: subject.kind, id: subject.id, heads: subject.heads }, units: { ...filled, subject: subject.id }, settings, remarks: [...remarks, ...invalid],
  };
}

/** The bureau's management settings. What is not valid (written past the registry) is shown on the file, and the defaults count. */
function settingsOf(bureau: BureauRow): { settings: Settings; invalid: string[] } {
  const read = rapidResponseSettings.safeParse(bureau.settings['rapidResponse'] ?? {});
  if (read.success) return { settings: { ...defaultSettings, ...read.data }, invalid: [] };
  return { settings: defaultSettings, invalid: ['本局快速反应的管理设定无效，按默认值办理。The bureau\'s settings are not valid; the defaults count.'] };
}

/** The years a file can reach: from the one before it opens. */
async function snapshot(deps: ActDeps, at: Instant): Promise<CalendarYear[]> {
  const from = Number(civilDateOf(at).slice(0, 4)) - 1;
  return (await currentCalendars(deps.sql)).filter((y) => y.year >= from)
    .map(({ year, version, notice, publishedOn, off, work, fictitious }) => ({ year, version, notice, publishedOn, off, work, ...(fictitious && { fictitious }) }));
}

/** What the engine is told at the start; the relay says it again word by word. */
export function describe(opening: unknown): FileToStart {
  const o = opening as { file: string; bureau: string; direction: 'A' | 'B'; letter: Act; subject: { kind: string; id: string }; units: Record<string, string> };
  const zh = o.direction === 'A' ? '监督所发现，函告支付处' : '社保中心发现，先行暂停后函告监督所';
  return {
    id: o.file, workflow: 'rapidResponse', opening,
    summary: `快速反应 ${o.direction}：${zh}（${o.subject.kind === 'institution' ? '定点医药机构' : '医师、药师'}）`,
    details: `## 快速反应 Rapid response\n\n津人社局发〔2017〕51号 附件1\n\n- 方向 direction: ${o.direction}，${zh}\n- 主体 subject: \`${o.subject.id}\`\n- 监督所 \`${o.units['supervision-body']}\` · 支付处 \`${o.units['payment-division']}\` · 制度处 \`${o.units['system-division']}\``,
    attributes: { procedure: 'rapid-response', bureau: o.bureau, unit: o.direction === 'A' ? o.units['payment-division']! : o.units['supervision-body']!, openedAt: o.letter.receivedAt },
  };
}
