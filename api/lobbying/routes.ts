/**
 * /v1/sealed-register: everything that is asked of the register of lobbying (TJ51 annex 2), by one address and one method. Nothing of it is counted or logged, and what
 * becomes of a request does not show in the database: each of them takes the same turn.
 */
import { findBureau } from '../../db/queries/subjects.ts';
import type { RegisterKeys } from '../../db/lobbying/keys.ts';
import { openRegister, RegisterBusy, takeTurn, type Opened } from '../../db/lobbying/store.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { requestForm, type Asked } from '../../domain/lobbying/forms.ts';
import { inOffice, type Ground } from '../../domain/lobbying/ground.ts';
import { perform, type Outcome } from '../../domain/lobbying/perform.ts';
import { officesOnly } from '../../domain/lobbying/refusals.ts';
import { shownRegister, type Answer } from '../../domain/lobbying/shown.ts';
import { instant } from '../../domain/time/instant.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { padded } from '../http/padding.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { answerShape } from './answer-shape.ts';
import type { Watches } from './watches.ts';

export interface LobbyingDeps {
  acts: ActDeps;
  keys: Promise<RegisterKeys | undefined>;
  watches: Watches;
}

/** Whatever the register may say, at its one address. */
const problems = [
  'not-found',
  'not-authorised',
  'clock-differs',
  'register-not-open',
  'register-key-missing',
  'register-open',
  'register-persons-only',
  'in-the-future',
  'act-words-missing',
  'identity-untried',
  'identity-unknown-here',
  'lobbied-by-oneself',
  'case-unknown',
  'encounter-repeated',
  'before-trigger',
  'level-skipped',
  'reported-to-lobbyist',
  'no-report-owed',
  'office-of-chain',
  'offices-only',
  'finding-missing',
  'registrant-named',
  'outcome-not-fitting',
  'paper-not-claimed',
  'not-awaited',
  'summary-unknown',
  'register-day-full',
  'register-busy',
] as const satisfies readonly ProblemCode[];

export function lobbyingRoutes(deps: LobbyingDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'post',
        path: '/v1/sealed-register',
        tag: '请托说情登记 Sealed register',
        summary: '请托说情登记簿 — The sealed register (TJ51 annex 2)',
        description:
          '登记、更正、逐级报告、备案、查阅、查实、通报、责任追究、打击报复的报告和每月汇总都由本地址办理，由 do 区分；答复长度统一，不计数、不写日志。无权知悉的，与没有该记录的答复相同。 Everything is asked here and told apart by the field do; answers have one length, nothing is counted or logged, and a record that is not for the caller is answered like one that is not there.',
        auth: 'caller',
        body: requestForm,
        unrecorded: true,
        // Whoever has left office is protected as before: reads what he recorded, and reports retaliation. What needs an office asks for it.
        answersAgain: true,
        clause: 'TJ51-A2-8',
        responses: { 200: { description: '答复 The answer', schema: answerShape } },
        problems,
      },
      async ({ body: { padding: _padding, ...asked }, caller }) => ({
        body: padded(await answer(deps, caller, asked)),
      }),
    );
  };
}

async function answer(
  { acts, keys: set, watches }: LobbyingDeps,
  caller: Caller,
  asked: Asked,
): Promise<Answer> {
  if (caller.kind !== 'person')
    throw new Problem('register-persons-only', { clause: 'TJ51-A2-3.1' });
  const keys = await set;
  if (!keys) throw new Problem('register-key-missing');
  acts.clock.check();
  const register = { sql: acts.sql, keys };
  if (asked.do === 'open') {
    mayOpen(caller);
    const bureau = (await findBureau(acts.sql, caller.bureau))!;
    const opened = await openRegister(
      register,
      { id: bureau.id, settings: bureau.settings as Record<string, unknown> },
      acts.clock.now(),
    );
    if (!opened) throw new Problem('register-open');
    await watches.begin(bureau.id);
    return {};
  }
  const done = await takeTurn(
    register,
    { bureau: caller.bureau, caseId: 'case' in asked ? asked.case : undefined },
    (opened) => {
      const outcome = inTurn(opened, asked, groundOf(opened, caller, acts, keys));
      return { result: { outcome, grew: opened.grown.length > 0 } };
    },
  ).catch(busy);
  if (!done) throw new Problem('register-not-open', { clause: 'TJ51-A2-3.3' });
  if (done.grew) await watches.begin(caller.bureau);
  return told(done.outcome);
}

function busy(error: unknown): never {
  throw error instanceof RegisterBusy ? new Problem('register-busy') : error;
}

/** Growing is an act on the register as a whole: whoever may open it may do it at any time, whatever it holds. */
function inTurn(opened: Opened, asked: Exclude<Asked, { do: 'open' }>, ground: Ground): Outcome {
  opened.book.now = ground.now;
  if (asked.do === 'grow') {
    if (!mayGrow(ground)) return { refusal: officesOnly() };
    opened.grow();
    return { answer: {} };
  }
  const outcome = perform(opened.book, asked, ground);
  if (!('answer' in outcome) || asked.do !== 'list' || !inOffice(ground, ground.caller.id))
    return outcome;
  const { usedPercent, agreesWithLog, settings } = opened;
  // Never how full it is: whoever is kept from a record that speaks of him would count it.
  const grow = usedPercent >= settings.fullPercent;
  const register = shownRegister(opened.book, { grow, agreesWithLog });
  return { answer: { ...outcome.answer, register } };
}

function told(outcome: Outcome): Answer {
  if ('missing' in outcome) throw new Problem('not-found');
  if ('refusal' in outcome) throw Problem.refused(outcome.refusal);
  return outcome.answer;
}

function groundOf(
  { book, settings, officers, units, cases, freePlace }: Opened,
  { id, unit, system }: Caller,
  { clock }: ActDeps,
  keys: RegisterKeys,
): Ground {
  return {
    // Nothing is received before what was received last, nor before a beat: in a test that has skipped time that is later than our clock.
    now: instant(Math.max(clock.now(), book.now)),
    caller: { id, unit, ...(system && { through: system }) },
    settings,
    officers,
    units,
    handlersOf: (of) => (Object.hasOwn(cases, of) ? cases[of] : undefined),
    mark: (text) => keys.mark(text),
    freePlace,
  };
}

/** Whoever administers the bureau, or sits in one of the two offices. */
function mayOpen(caller: Caller): void {
  const office = ['enforcement-supervision', 'discipline-inspection'] as const;
  const sits = !caller.removed && office.some((role) => caller.unitRoles.includes(role));
  if (!sits && !holds(caller, 'administrator'))
    throw new Problem('not-authorised', { clause: 'TJ51-A2-8' });
}

const mayGrow = (ground: Ground): boolean => {
  const officer = ground.officers.get(ground.caller.id);
  return (
    inOffice(ground, ground.caller.id) ||
    (officer !== undefined && !officer.removed && officer.roles.includes('administrator'))
  );
};
