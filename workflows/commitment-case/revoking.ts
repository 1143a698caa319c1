/** 第十条第一款、第十一条 The result is revoked: on a written suggestion, because its licence was revoked, or by another file. */
import {
  licenceRevoked,
  revocationSuggestion,
  revokedElsewhere,
} from '../../domain/commitment-case/acts.ts';
import { atOnce } from '../../domain/commitment-case/duties.ts';
import { noteElsewhere, whyElsewhere } from '../../domain/commitment-case/revocation.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { CaseContext } from './context.ts';

export class Revoking {
  readonly context: CaseContext;

  constructor(context: CaseContext) {
    this.context = context;
  }

  // 第十条第一款  On the written suggestion of the supervising department the accepting one revokes the result at once.
  // That the party was heard before is recorded, or why not: warned about, no bar.
  suggested(act: ActOf<typeof revocationSuggestion>): void {
    const { file, duties } = this.context;
    const { facts } = act;
    file.state.suggested = true;
    if (!facts.heard)
      file.warn(
        `提出撤销建议前未听取陈述申辩，${facts.reasonGiven ? '理由在卷' : '且未说明理由'}（TJ84-10.1）。The party was not heard before the suggestion to revoke${facts.reasonGiven ? '; the reason is on file' : ', and no reason is given'}.`,
      );
    this.context.owed.push(this.revoke(duties.revoke, act));
  }

  async revoke(duty: Duty, because: Act): Promise<void> {
    const { file, opening } = this.context;
    file.state.revoking = duty.basis.clause;
    file.stage = 'revocation';
    const act = await this.context.step(
      atOnce(duty, because.receivedAt, opening.settings, file.calendar),
      because.receivedAt,
    );
    file.state.revoking = undefined;
    file.state.revoked = true;
    file.stage = 'revoked';
    file.effect('result-revoked', { act: act.id, at: act.occurredAt! });
    this.context.leave('revoked');
  }

  // 第十一条  A licence on which the result depends was lawfully revoked (吊销): the accepting department revokes at once, whatever the state of the supervision.
  licence(): void {
    const withdraw = this.context.offer(licenceRevoked.type, 'duban', 'TJ84-11', (act) => {
      withdraw();
      const { cascade } = act.facts;
      this.context.file.notes.push(
        `许可证或者营业执照被依法吊销，见 ${cascade}（TJ84-11）。The licence was revoked, see ${cascade}.`,
      );
      this.context.owed.push(this.revoke(this.context.duties.revokeUnderLicence, act));
    });
  }

  // 第十条第一款  Another file has revoked the result: what is owed of its revocation here can never be done, and ends with the reason and who did it.
  elsewhere(): void {
    const { file, duties } = this.context;
    const withdraw = this.context.offer(revokedElsewhere.type, 'duban', 'TJ84-10.1', (told) => {
      withdraw();
      file.notes.push(noteElsewhere(told));
      const ended: string[] = [
        duties.revoke.id,
        duties.revokeUnderLicence.id,
        duties.suggestRevocation.id,
      ];
      for (const { key, duty } of file.waits)
        if (ended.includes(duty.id)) file.release(key, whyElsewhere(told));
      file.state.revoking = undefined;
      file.state.revoked = true;
      file.stage = 'revoked';
      this.context.leave('revoked');
    });
  }
}
