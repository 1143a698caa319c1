/** 重放 Replays the histories of a dossier and counts its life again, and says of each what came of it. */
import { Worker } from '@temporalio/worker';
import { ofDossier } from '../../domain/recount/of-dossier.ts';
import type { Recount } from '../../domain/recount/compare.ts';
import { worded } from '../../domain/recount/words.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { Archive, History } from './archive.ts';
import { hashOfBuild, type Bundle } from './bundles.ts';

/** `holds` is absent where nothing could be done: that proves nothing and refutes nothing. */
export interface Said {
  holds: boolean | undefined;
  say: Sentence;
  details: readonly string[];
}

/** Whether this code makes of the history what was made of it then: nothing, or where it went another way. */
async function wrong(
  { history }: History,
  workflowId: string,
  { path }: Bundle,
): Promise<string | undefined> {
  try {
    await Worker.runReplayHistory(
      { workflowBundle: { codePath: path } },
      history as never,
      workflowId,
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const short = (hash: string): string => hash.slice(0, 12);

async function replayed(of: History, file: string, bundle: Bundle, code: Sentence): Promise<Said> {
  const fault = await wrong(of, file, bundle);
  const run = of.run ?? '?';
  return {
    holds: fault === undefined,
    say: fault
      ? {
          zh: `运行 ${run}：${code.zh}（${short(bundle.sha256)}）重放结果不同。`,
          en: `Run ${run}: ${code.en} (${short(bundle.sha256)}) goes another way.`,
        }
      : {
          zh: `运行 ${run}：${code.zh}（${short(bundle.sha256)}）重放一致。`,
          en: `Run ${run}: ${code.en} (${short(bundle.sha256)}) does again what was done.`,
        },
    details: fault ? [fault] : [],
  };
}

const unread = ({ run, state }: History): Said => ({
  holds: undefined,
  say: {
    zh: `运行 ${run ?? '?'}：卷宗没有该历史（${state}），无法重放。`,
    en: `Run ${run ?? '?'}: its history is not in the dossier (${state}), so it is not replayed.`,
  },
  details: [],
});

const today = { zh: '今日程序', en: "today's code" };
const then = { zh: '当时程序', en: 'the code that ran it' };

/** Against today's code, and against every build that drove the run whose bundle is at hand. */
export async function replayOf(
  { dossier, histories }: Archive,
  now: Bundle,
  kept: readonly Bundle[],
): Promise<Said[]> {
  const said: Said[] = [];
  for (const one of histories) {
    if (!one.history) {
      said.push(unread(one));
      continue;
    }
    said.push(await replayed(one, dossier.file, now, today));
    for (const build of one.builds) {
      const bundle = kept.find(({ sha256 }) => sha256 === hashOfBuild(build));
      if (bundle) said.push(await replayed(one, dossier.file, bundle, then));
      else if (hashOfBuild(build) !== now.sha256) said.push(absent(one, build));
    }
  }
  return said;
}

const absent = ({ run }: History, build: string): Said => ({
  holds: undefined,
  say: {
    zh: `运行 ${run ?? '?'}：当时程序 ${build} 不在手边（--bundle）。`,
    en: `Run ${run ?? '?'}: the code that ran it, ${build}, is not at hand (--bundle).`,
  },
  details: [],
});

/** Counted again from what the dossier tells, by today's code. */
export async function recountOf(
  { dossier, life, proof }: Archive,
  now: Bundle,
  recount: Recount,
): Promise<Said[]> {
  const told = life && ofDossier(dossier, life, proof);
  if (!told)
    return [
      {
        holds: undefined,
        say: {
          zh: '卷宗依规略去了重算所需的内容，未重算。',
          en: 'What a recount rests on is withheld from this dossier, so nothing was counted again.',
        },
        details: [],
      },
    ];
  const { differences, obeyed, counted } = await recount(told.life, told.stood);
  const others = dossier.rules.build.workers.filter((build) => hashOfBuild(build) !== now.sha256);
  return [
    {
      holds: differences.length === 0,
      say: {
        zh: `按今日程序重算：${counted.entries} 条台账、${counted.verdicts} 项裁定、${counted.duties} 项期限、${counted.breaches} 项违期，差异 ${differences.length} 处。`,
        en: `Counted again by today's code: ${counted.entries} entries, ${counted.verdicts} verdicts, ${counted.duties} duties, ${counted.breaches} breaches; ${differences.length} differences.`,
      },
      details: differences.map(worded),
    },
    ...(obeyed.length > 0 ? [obeying(obeyed)] : []),
    ...(others.length > 0 ? [otherBuild(others)] : []),
  ];
}

const obeying = (acts: readonly string[]): Said => ({
  holds: undefined,
  say: {
    zh: `${acts.length} 件文书当时的登记情况没有留存，其裁定照录，未重新裁定。`,
    en: `Of ${acts.length} acts it was not kept what they were judged by: their verdicts were obeyed, not judged anew.`,
  },
  details: acts,
});

const otherBuild = (builds: readonly string[]): Said => ({
  holds: undefined,
  say: {
    zh: '本卷由其他版本的程序办理；差异可能出于版本，而非改动。',
    en: 'Another build has led this file: a difference may come from the build and not from tampering.',
  },
  details: builds,
});
