/** What every command of the repository answers to `--help` and to words that it does not know. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

type OptionsOf = NonNullable<ParseArgsConfig['options']>;

export interface Command<Options extends OptionsOf> {
  /** How it is called and what it does, as a person reads it. */
  usage: string;
  options?: Options;
  /** How many words beside the options it takes, at least and at most; none unless said. */
  words?: readonly [least: number, most: number];
}

/** Ends the process: with the usage and 0 where help was asked for; with what is wrong, the usage and 2 otherwise. */
export function readCommand<Options extends OptionsOf>(
  command: Command<Options>,
  args: readonly string[] = process.argv.slice(2),
) {
  const { usage, options, words: [least, most] = [0, 0] } = command;
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    const read = parseArgs({
      args: [...args],
      options: options ?? ({} as Options),
      allowPositionals: true,
    });
    const unknown = read.positionals[most];
    if (unknown !== undefined) throw new Error(`I do not know what to do with '${unknown}'`);
    if (read.positionals.length < least) throw new Error('something is missing');
    return read;
  } catch (error) {
    misused(usage, error instanceof Error ? error.message : String(error));
  }
}

export function misused(usage: string, what: string): never {
  console.error(`${what}\n\n${usage}`);
  process.exit(2);
}
