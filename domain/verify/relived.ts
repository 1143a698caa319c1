/**
 * 重活 The whole life of a file, lived again by the code of its procedure: every act judged by what was known of it then, every wake at its instant. What it
 * would have entered is laid beside what stands (docs/decisions/0018).
 */
import type { Recount } from '../recount/compare.ts';
import { ofDossier } from '../recount/of-dossier.ts';
import { worded } from '../recount/words.ts';
import { HOUR } from '../time/instant.ts';
import { finding, proving, type Finding } from './findings.ts';
import type { Read } from './members.ts';

/** Nothing has happened later than this: a forged life is not lived for a thousand years, week by week. Time is skipped in demonstrations, and a window waits for years. */
const FAR = 5 * 366 * 24 * HOUR;

export async function relived(
  { dossier, life, register }: Read,
  recount: Recount,
  now: number,
): Promise<Finding[]> {
  const late = [
    ...((life.livedUntil ?? 0) > now + FAR ? ['livedUntil'] : []),
    ...life.acts.filter(({ arrivedAt }) => arrivedAt > now + FAR).map(({ act }) => `act ${act}`),
  ];
  if (late.length > 0) {
    const [zh, en] = ['案卷所载的经历远在将来。', 'What it says has happened lies far ahead.'];
    return [finding('life', 'wrong', zh, en, late)];
  }
  try {
    const told = ofDossier(dossier, life, register);
    return told ? found(await recount(told.life, told.stood)) : [withheld];
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const [zh, en] = ['案卷所载不能据以重新裁定。', 'Nothing can be judged anew of what it says.'];
    return [finding('life', 'wrong', zh, en, [what])];
  }
}

const withheld: Finding = finding(
  'life',
  'missing',
  '重新裁定所需的内容依规略去，未重新裁定。',
  'What a recount of every verdict rests on is withheld from this dossier.',
);

function found({ differences, obeyed, counted }: Awaited<ReturnType<Recount>>): Finding[] {
  const { entries, verdicts, duties, breaches } = counted;
  const again = proving('life', differences.map(worded), {
    holds: {
      zh: `按本程序重新办理全卷：${entries} 条台账、${verdicts} 项裁定、${duties} 项期限、${breaches} 项违期，结果相同。`,
      en: `The whole life was lived again by this code: ${entries} entries, ${verdicts} verdicts, ${duties} duties, ${breaches} breaches, all the same.`,
    },
    fails: {
      zh: '按本程序重新办理，结果与案卷不同；若当时由其他版本办理，差异也可能出于版本（npm run replay）。',
      en: 'Lived again by this code the life is another; where another build led it, the build may be the reason (npm run replay).',
    },
  });
  if (obeyed.length === 0) return [again];
  const [zh, en] = [
    `${obeyed.length} 件文书当时的登记情况没有留存，其裁定照录，未重新裁定。`,
    `Of ${obeyed.length} acts it was not kept what they were judged by: their verdicts were obeyed, not judged anew.`,
  ];
  return [again, finding('life', 'word', zh, en, obeyed)];
}
