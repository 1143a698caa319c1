/** 台面：政务服务事项清单 What the desk shows of the lists. Counts only. */
import { pendingVersions } from '../../db/service-catalogue/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const serviceCatalogueLines: DeskLines = async ({ sql, bureau, ui }) => [
  deskLink({ ui })(
    '待复核的政务服务事项清单',
    'Lists of services to be confirmed',
    await pendingVersions(sql, bureau),
    '/v1/files?procedure=service-catalogue&state=open',
    'DubanProcedure = "service-catalogue"',
  ),
];
