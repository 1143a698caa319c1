/** 检查的实施 From the accepted start to the close. */
import type { InspectionOpening, InspectionState } from '../domain/inspection/acts.ts';
import type { Act } from '../domain/law/act.ts';
import type { CaseFile } from './kit/case-file.ts';

/** The outcome with which the file closes. For now it waits for the end only. */
export async function conduct(file: CaseFile<InspectionState>, opening: InspectionOpening, _start: Act): Promise<string> {
  await new Promise<Act>((ended) => { file.allow({ act: 'inspection-end', by: [opening.letter.unit], clause: 'QY-12.1' }, ended); });
  return 'ended';
}
