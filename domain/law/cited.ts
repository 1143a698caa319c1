/** X-11 What a file cites of the rules about officers: those of TJ51 bind in Tianjin; the notice of Qingyang has rules of its own. */
import type { Refusal } from './refusal.ts';

/** TJ51-19.2: whoever was removed enforces no more; in Qingyang nobody inspects who may not enforce (QY-1.5). The rest is order inside the system. */
const inQingyang: Readonly<Record<string, string>> = {
  'TJ51-19.2': 'QY-1.5',
  'TJ51-A1': 'X-4',
  'TJ51-A1-X1': 'X-13',
};

/** `under`: a clause of the file's own instrument. */
export function citedUnder(under: string, refusal: Refusal | undefined): Refusal | undefined {
  const clause = refusal && under.startsWith('QY') ? inQingyang[refusal.clause] : undefined;
  return clause === undefined ? refusal : { ...refusal!, clause };
}
