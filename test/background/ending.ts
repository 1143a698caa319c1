/** The shortest end of a referral: suspension declined or decided, no case. */
import { Bureau, document, documentNo, iso, people } from '../setup/bureau.ts';
import { actPath, eventually, payload } from '../kit/support.ts';

/** Ends a file, whatever of it has been done already: what is done is refused a second time. */
export async function declineAndEnd(bureau: Bureau, file: string): Promise<void> {
  const paper = () => ({ documentNo: documentNo(), document: document() });
  const decidedAt = iso(await bureau.now(file));
  const send = (officer: string, type: string, body: object) =>
    bureau.post(officer, actPath(file, type), body);
  await send(people.payment, 'suspension-decision', {
    ...paper(),
    decidedAt,
    outcome: 'decline',
    reason: '协议无此条款',
  });
  for (const type of ['decision-reply', 'decision-filing'] as const)
    await send(people.payment, type, payload[type]());
  await send(people.supervision, 'filing-decision', {
    ...paper(),
    decidedAt,
    outcome: 'not-filed',
    reason: '线索不实',
  });
  await eventually('the end', async () => {
    const { stage } = (await bureau.get(people.regulator, `/v1/files/${file}`)).body as {
      stage: string;
    };
    return stage === 'closed';
  });
}
