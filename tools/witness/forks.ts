/**
 * 分叉 What proves that a log has shown two trees: both notes in a folder beside the state. While such a folder is there nothing of that log is
 * cosigned: it is removed by a person who has looked at it, and by nobody else.
 */
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDurably, readIfThere, settleFolder } from '../kept/durable.ts';

export interface Fork {
  origin: string;
  /** As this witness has cosigned it, and what was shown afterwards; both signed by the log. */
  cosigned: string;
  refused: string;
  /** What the log gave as a proof that the one goes on from the other. */
  proof?: readonly string[];
}

const PREFIX = 'fork-';

export class Forks {
  readonly #folder: string;

  constructor(state: string) {
    this.#folder = dirname(state);
  }

  /** The folder that stands in the way of this log. One that does not say of which log it is stands in the way of all. */
  async against(origin: string): Promise<string | undefined> {
    const entries = await readdir(this.#folder, { withFileTypes: true });
    for (const { name } of entries.filter(
      (entry) => entry.isDirectory() && entry.name.startsWith(PREFIX),
    )) {
      const of = await readIfThere(join(this.#folder, name, 'origin'));
      if (of === undefined || of === `${origin}\n`) return join(this.#folder, name);
    }
    return undefined;
  }

  /** On the disk when it returns, with the folder's name. */
  async keep({ origin, cosigned, refused, proof }: Fork, now: Date): Promise<string> {
    const folder = join(this.#folder, `${PREFIX}${now.toISOString().replaceAll(/[-:.]/g, '')}`);
    await mkdir(folder, { mode: 0o700 });
    const files = {
      origin: `${origin}\n`,
      'cosigned.note': cosigned,
      'refused.note': refused,
      ...(proof && { 'proof.txt': proof.map((hash) => `${hash}\n`).join('') }),
      'README.txt': why,
    };
    for (const [name, text] of Object.entries(files)) await this.add(folder, name, text);
    await settleFolder(this.#folder);
    return folder;
  }

  async add(folder: string, name: string, text: string): Promise<void> {
    await makeDurably(join(folder, name), text, 0o600);
  }
}

const why = `本日志出示了两棵互相矛盾的树：cosigned.note 为本见证方此前签名者，refused.note 为其后出示者，二者均有该日志的签名。
请妥善保存本文件夹并交有权机关核查；在有人移走本文件夹之前，本见证方不再为该日志签名。

This log has shown two trees that contradict each other: cosigned.note is what this witness had cosigned, refused.note what was shown
afterwards; both are signed by the log. proof.txt, where there is one, is what the log gave to show that the one goes on from the other, and
it does not. Keep this folder. Until a person moves it away, this witness cosigns nothing more of this log.
`;
