/** 政务服务事项清单的声明 What the system knows of a version of the lists of powers and services (QJ-2.1a). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { LIST } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { serviceCatalogueSettings } from './settings-form.ts';
import { defaultServiceCatalogueSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const serviceCatalogue = {
  id: 'service-catalogue',
  room: 'service-catalogue',
  title: { zh: '政务服务事项清单（权力、公共服务）', en: 'Lists of powers and public services' },
  workflow: 'serviceCatalogue',
  prefix: 'FW',
  instrument: 'QJ',
  opens: ['service-catalogue-proposal', 'service-catalogue-revocation'],
  codes,
  settings: {
    name: 'serviceCatalogue',
    form: serviceCatalogueSettings,
    defaults: defaultServiceCatalogueSettings,
  },
  forms,
  clause: () => LIST,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
