/** 重做 The dossier made anew from its proofs with the functions that made it, and compared field by field. */
import { instantText } from '../dossier/events.ts';
import type { Life } from '../dossier/life-shape.ts';
import { dossierOf } from '../dossier/model.ts';
import type { Dossier } from '../dossier/shapes.ts';
import type { SourceAct, SourceEntry, SourceFile, Sources } from '../dossier/sources.ts';
import type { Verdict } from '../law/verdict.ts';
import { procedureOf } from '../procedures.ts';
import { fromHex } from '../proof/bytes.ts';
import { finding, proving, type Finding } from './findings.ts';
import { calendarsOf } from './ground.ts';
import { hashOf, type Read } from './members.ts';
import { at, attemptsIn, cutIn, gatesIn, isErased, namesIn } from './words.ts';

/** The members whose hashes `dossier.json` states. */
const proofs = { sha256: 'proof/register.json', life: 'proof/life.json' } as const;

/** Those of them that are other than it says. */
export const misstated = ({ members, dossier }: Read): string[] =>
  (['sha256', 'life'] as const)
    .filter((name) => hashOf(members.get(proofs[name])!) !== dossier.proof[name])
    .map((name) => proofs[name]);

export function* contents(read: Read): Generator<Finding> {
  const { dossier } = read;
  const { sha256, life } = dossier.proof;
  const anew = dossierOf(sourcesOf(read), { sha256, life });
  const hidden = dossier.made.scope === 'withheld';
  const wrong = [
    ...misstated(read),
    ...differences(hidden ? outlineOf(dossier) : dossier, hidden ? outlineOf(anew) : anew, ''),
    ...brokenCut(read),
  ];
  yield proving('contents', wrong, {
    holds: {
      zh: '由所证内容重新制作案卷，与 dossier.json 逐项相符。',
      en: 'The dossier made anew from what is proved is dossier.json, field by field.',
    },
    fails: {
      zh: 'dossier.json 与由所证内容重新制作的不符。',
      en: 'dossier.json is not what is made anew from what is proved.',
    },
  });
  if (hidden)
    yield finding(
      'withheld',
      'missing',
      '文书、期限和违期的依据依规不予显示：这些只凭本局所称。',
      'What acts, duties and breaches rest on is withheld from this reader: they rest on the word of the bureau.',
    );
  yield finding(
    'word',
    'word',
    '以下只凭本局所称，没有证明：单位、人员、当事人的名称；各角色的单位；办结的引擎时间；立卷时对当事人的其他说明；流程已经历到的时刻；阶段、现状和提示；义务所待文书和期限的种类（期限的计算另行重算）；关口的结论；未进入收件箱的提交；软件版本；制作人和制作时间；以及此后没有别的记录。',
    'These rest on the word of the bureau: names of units, people and subject; which unit fills which role; the engine’s instant of the closing; what else the opening says of its subject; up to when the file has lived; stage, attention and notes; which act a duty awaits, and the kind of its limit (what follows from it is counted again); what gates answered; attempts that no inbox has taken; the version of the software; who made the dossier and when; and that nothing was recorded since.',
  );
}

/** What stands in the chain whatever is withheld. */
function outlineOf({ file, format, asOf, chronology, proof, rules, cover }: Dossier): object {
  return {
    file,
    format,
    asOf,
    proof,
    calendars: rules.calendars,
    state: cover.state,
    procedure: cover.procedure,
    openedAt: cover.openedAt,
    chronology: chronology
      .filter(({ seq }) => seq !== null)
      .map(({ seq, key, kind, clause, article, act, says, withheld, dates: { recorded } }) => ({
        seq,
        key,
        kind,
        clause,
        article,
        act,
        says,
        withheld,
        recorded,
      })),
  };
}

type Fields = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function sourcesOf({ dossier, register, life }: Read): Sources {
  const { made } = dossier;
  return {
    file: fileOf(dossier, life),
    made: {
      at: at(made.at),
      officer: made.by.officer,
      unit: made.by.unit,
      scope: made.scope,
      version: dossier.rules.build.version,
    },
    cut: cutIn(dossier),
    entries: register.entries.map(({ body, salt, ...entry }): SourceEntry => ({
      ...entry,
      body: body ?? {},
      salt: salt === null ? null : (fromHex(salt) ?? null),
    })),
    acts: life.acts.map((act) => actOf(act, dossier)),
    duties: dossier.duties.map(({ key, act, limit, kind }) => ({ key, act, limit, kind })),
    attempts: attemptsIn(dossier),
    gates: gatesIn(dossier),
    names: namesIn(dossier),
    calendars: calendarsOf(life),
    settings: dossier.rules.settings.map((one) => ({ ...one, from: at(one.from) })),
    histories: dossier.histories,
  };
}

/** Where the opening is withheld the dossier shows neither subject nor parties. */
function fileOf({ file, cover, rules }: Dossier, { opening }: Life): SourceFile {
  const said: Fields = opening.opening.fields ?? {};
  const { instrument } = (said['basis'] ?? {}) as { instrument?: string };
  const shown = opening.opening.fields !== null;
  return {
    id: file,
    procedure: opening.procedure,
    bureau: cover.bureau.id,
    subjectKind: shown ? String(said['subjectKind']) : '',
    subjectId: shown ? String(said['subject']) : '',
    direction: shown ? text(said['direction']) : cover.direction,
    stage: cover.stage?.code ?? '',
    attention: cover.attention ?? '',
    openedAt: opening.openedAt,
    closedAt: cover.closedAt === null ? null : at(cover.closedAt),
    outcome: cover.outcome?.code ?? null,
    units: opening.units ?? Object.fromEntries(cover.parties.map(({ role, unit }) => [role, unit])),
    notes: cover.notes,
    instrument: shown
      ? (instrument ?? procedureOf(opening.procedure)?.instrument ?? '')
      : cover.procedure.instrument,
    changes: rules.build.changes,
  };
}

function actOf(
  { act, payload, message, verdict, key: _key, ...said }: Life['acts'][number],
  dossier: Dossier,
): SourceAct {
  const { known: _known, standing: _standing, ...judged } = verdict?.content.fields ?? {};
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return {
    ...said,
    id: act,
    occurredAt: number(message['occurredAt']),
    servedAt: number(message['servedAt']),
    payload: payload.fields,
    // What is left where words were erased by order is shown to nobody here.
    erased: isErased(act, dossier) ? {} : null,
    verdict: verdict ? (judged as Verdict) : undefined,
  };
}

/** As of an entry it ends with that one, as of an instant with the last one recorded by then; closed, it says the outcome that was entered. */
function brokenCut({ dossier, register }: Read): string[] {
  const { asOf, cover } = dossier;
  const last = register.entries.at(-1);
  const wrong: string[] = [];
  const closed = register.entries.find(({ type }) => type === 'file-closed');
  if (closed?.body && closed.body['outcome'] !== cover.outcome?.code) wrong.push('cover.outcome');
  if (!asOf) return wrong;
  const instant = at(asOf.asked);
  if (asOf.seq !== last?.seq) wrong.push('asOf.seq');
  if (Number.isNaN(instant)) {
    if (asOf.asked !== String(asOf.seq) || asOf.at !== instantText(last?.recordedAt ?? 0))
      wrong.push('asOf.asked');
  } else if (asOf.at !== instantText(instant) || at(asOf.at) < (last?.recordedAt ?? 0))
    wrong.push('asOf.at');
  return wrong;
}

/** Paths at which two values differ, each with what stands and what was made anew. */
function differences(stands: unknown, anew: unknown, path: string): string[] {
  if (Object.is(stands, anew)) return [];
  if (isObject(stands) && isObject(anew) && Array.isArray(stands) === Array.isArray(anew)) {
    const names = new Set([...Object.keys(stands), ...Object.keys(anew)]);
    return [...names].flatMap((name) =>
      differences(stands[name], anew[name], path ? `${path}.${name}` : name),
    );
  }
  return [`${path}: ${short(stands)} ≠ ${short(anew)}`];
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const short = (value: unknown): string => (JSON.stringify(value) ?? '—').slice(0, 120);
