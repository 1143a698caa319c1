/** 处理决定 The end of the two referrals: the final decisions, served and answered, and the suspension that is lifted. */
import { later, type Clock } from './clock.ts';
import { chapter } from './print.ts';
import type { ScenarioFile } from './scenario-file.ts';
import type { Subjects } from './subjects.ts';

interface Scenario {
  a: ScenarioFile;
  b: ScenarioFile;
  clock: Clock;
  subjects: Subjects;
}

/** （五）、三 The final decisions; on a confirmed key violation nothing less than cancellation. */
export async function decideFinally({ a, b, clock, subjects }: Scenario): Promise<void> {
  await clock.forward(24);
  chapter(clock.day, '处理决定', 'The final decisions');
  await a.send('payment', 'final-decision', {
    decidedAt: clock.now,
    measures: [
      { measure: 'recover', amountFen: 12_345_600 },
      { measure: 'suspend', endsOn: clock.in(60) },
    ],
    reasons: '查实多收费用。',
  });
  const decision = { decidedAt: clock.now, reasons: '查实虚假申报。' };
  await b.send('payment2', 'final-decision', {
    ...decision,
    measures: [{ measure: 'suspend', endsOn: clock.in(90) }],
  });
  await b.send('payment2', 'final-decision', {
    ...decision,
    measures: [{ measure: 'cancel' }, { measure: 'recover', amountFen: 880_000 }],
  });
  await serve(a, clock, 'payment', [subjects.institution]);
  await serve(b, clock, 'payment2', [subjects.practitioner, ...subjects.employers]);
}

async function serve(
  file: ScenarioFile,
  clock: Clock,
  by: 'payment' | 'payment2',
  recipients: readonly string[],
): Promise<void> {
  await clock.forward(1);
  for (const recipient of recipients)
    await file.bare(by, 'final-service', {
      recipient,
      ...file.served(),
      remedies: { body: '市人民政府', period: '60日内申请行政复议' },
    });
  await file.send(by, 'final-reply');
  await file.send(by, 'final-filing');
}

/** The software never lifts a suspension by itself: on its last day somebody decides. */
export async function liftSuspension({ a, clock }: Scenario): Promise<void> {
  const { due } = await a.duty('reviewSuspension:3');
  // Due at 24:00 of its last day; the division decides that morning.
  await clock.to(later(due, -14));
  chapter(clock.day, '解除暂停', 'The suspension ends');
  await a.bare('payment', 'suspension-review', { document: a.proof(), outcome: 'lift' });
  await a.closed();
}
