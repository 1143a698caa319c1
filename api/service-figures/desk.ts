/** 台面：创新服务 What the desk shows of the figures. Counts only. */
import { unconfirmedNotes } from '../../db/service-figures/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const figureLines: DeskLines = async ({ sql, bureau, ui }) => [
  deskLink({ ui })(
    '待确认的创新服务',
    'Innovations to be confirmed',
    await unconfirmedNotes(sql, bureau),
    '/v1/services/notes?kind=innovation',
  ),
];
