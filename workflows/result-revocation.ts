/**
 * 撤销办理结果 A result outlives its case: when it must be revoked after the case has closed, this file does it.
 * 津医保局发〔2021〕84号, art. 10(1) on the written suggestion of the supervising department, art. 11 because its licence was revoked.
 */
import * as acts from '../domain/result-revocation/acts.ts';
import * as caseActs from '../domain/commitment-case/acts.ts';
import {
  notDependent,
  type Cause,
  type Order,
  type State,
} from '../domain/result-revocation/acts.ts';
import { guards, notAwaited } from '../domain/result-revocation/guards.ts';
import { atOnce, dutiesFor } from '../domain/commitment-case/duties.ts';
import { licenceRevoked, revocation, revokedElsewhere } from '../domain/commitment-case/acts.ts';
import { noteElsewhere, whyElsewhere } from '../domain/commitment-case/revocation.ts';
import type { CommitmentSettings } from '../domain/commitment-case/settings.ts';
import type { CommitmentType } from '../domain/commitment-case/terms.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface ResultRevocationOpening extends Opening {
  letter: Order;
  cause: Cause;
  type: CommitmentType;
  subject: { kind: 'result'; id: string };
  /** The closed case of the result, where it had one. */
  case: string | null;
  cascade?: string;
  /** A person has confirmed that the result depends on the licence. */
  confirmed: boolean;
  /** Where one department accepts and supervises: who asked for the revocation. */
  askedBy?: string;
  units: { accepting: string; supervising: string; reporter?: string };
  settings: CommitmentSettings;
}

export async function resultRevocation(opening: ResultRevocationOpening): Promise<Closing> {
  const { units, askedBy } = opening;
  const clause = opening.cause === 'licence' ? 'TJ84-11' : 'TJ84-10.1';
  const file = new CaseFile<State>(opening, {
    acts: [acts, caseActs],
    units: units as Record<string, string>,
    state: { clause, askedBy },
    guards,
    notAwaited,
    ours: new Set<string>([licenceRevoked.type, revokedElsewhere.type]),
  });
  return file.run(clause, () => revoke(file, opening));
}

async function revoke(file: CaseFile<State>, opening: ResultRevocationOpening): Promise<string> {
  const { letter, settings, cause, type } = opening;
  remark(file, opening);
  file.allow({ act: licenceRevoked.type, by: ['duban'], clause: 'TJ84-11' }, (act) =>
    licence(file, act.facts.cascade),
  );
  const duties = dutiesFor({ type, instrument: 'TJ84', settings });
  const duty = atOnce(
    cause === 'licence' ? duties.revokeUnderLicence : duties.revoke,
    letter.receivedAt,
    settings,
    file.calendar,
  );
  file.stage = 'revocation';
  const finding = opening.confirmed ? undefined : found(file, opening);
  const revoked = file.within(duty, letter.receivedAt).then((first) => {
    if (!first.act && first.wait.state === 'overdue')
      file.enter({
        key: `escalated:${duty.id}`,
        type: 'escalated',
        clause: duty.basis.clause,
        body: {
          duty: duty.id,
          owedBy: first.wait.owedBy,
          to: 'coordinator',
          force: first.wait.force,
        },
      });
    return first.wait.state === 'void' ? first : file.insistOn(first);
  });
  const act = await Promise.race([
    revoked.then((done) => done.act),
    elsewhere(file),
    ...(finding ? [finding] : []),
  ]);
  if (act?.type === revokedElsewhere.type) {
    file.notes.push(noteElsewhere(act));
    file.release(duty.id, whyElsewhere(act));
    return 'revoked';
  }
  if (act?.type !== revocation.type) {
    file.release(duty.id, 'the result does not depend on the licence');
    file.effect('not-dependent', { act: act!.id });
    return 'not-dependent';
  }
  file.effect('result-revoked', { act: act.id, at: act.occurredAt! });
  return 'revoked';
}

/** 第十条第一款 Another file has revoked the result: nothing is left to do here. */
const elsewhere = (file: CaseFile<State>): Promise<ActOf<typeof revokedElsewhere>> =>
  new Promise((resolve) => {
    file.allow({ act: revokedElsewhere.type, by: ['duban'], clause: 'TJ84-10.1' }, resolve);
  });

/** 第十一条 Nobody has confirmed yet that the result depends on the licence: who finds that it does not says why. */
function found(
  file: CaseFile<State>,
  { units }: ResultRevocationOpening,
): Promise<ActOf<typeof notDependent>> {
  return new Promise((done) => {
    const withdraw = file.allow(
      { act: notDependent.type, by: [units.accepting], clause: 'TJ84-11' },
      (act) => {
        withdraw();
        done(act);
      },
    );
  });
}

/** What belongs together is shown on both sides; that the party was not heard before is warned about, no bar. */
function remark(file: CaseFile<State>, opening: ResultRevocationOpening): void {
  const { facts } = opening.letter;
  if (opening.case)
    file.notes.push(
      `原案卷 ${opening.case}（已结）。The closed case of this result: ${opening.case}.`,
    );
  if (opening.cascade) licence(file, opening.cascade);
  if (facts.heard === false)
    file.warn(
      `提出撤销建议前未听取陈述申辩，${facts.reasonGiven ? '理由在卷' : '且未说明理由'}（TJ84-10.1）。The party was not heard before the suggestion to revoke${facts.reasonGiven ? '; the reason is on file' : ', and no reason is given'}.`,
    );
}

function licence(file: CaseFile<State>, cascade: string): void {
  file.notes.push(
    `许可证或者营业执照被依法吊销，见 ${cascade}（TJ84-11）。The licence was revoked, see ${cascade}.`,
  );
}
