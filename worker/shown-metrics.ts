/** Of the engine's metrics, of its SDK's and of its server's: only those that name no workflow whose files are hidden from somebody. Loaded when they are first read. */
import { procedures } from '../domain/procedures.ts';
import { OTHERS, shownAs } from '../api/intake/shown-as.ts';

const named = new Set(
  procedures.filter(({ id }) => shownAs(id) !== OTHERS).map(({ workflow }) => workflow),
);

/** `workflow_type` in the SDK, `workflowType` in the server. `none`, and names that begin with `temporal-`, are the engine's own. */
const LABEL = /[{,]workflow_?[tT]ype="([^"]*)"/;

export const workflowsNamed = (text: string): string =>
  text
    .split('\n')
    .filter((line) => {
      const workflow = line.startsWith('#') ? undefined : LABEL.exec(line)?.[1];
      return (
        workflow === undefined ||
        named.has(workflow) ||
        /^(none|_?temporal|temporal-)/i.test(workflow) ||
        workflow === ''
      );
    })
    .join('\n');
