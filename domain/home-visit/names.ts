/** 上门服务的用语 What a dossier calls that of it which has no form: openings, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'visit-booking': { zh: '上门服务预约', en: 'Booking of a visit at home' },
  'home-visited': { zh: '已上门', en: 'Visited' },
  handling: { zh: '上门服务部门', en: 'Unit that visits' },
  public: { zh: '服务对象', en: 'Whoever is visited' },
  booked: { zh: '已预约', en: 'Booked' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  'to-appoint-again': { zh: '未遇，待重新约定', en: 'Nobody met, to be appointed again' },
  served: { zh: '已办成', en: 'Served' },
  'not-served': { zh: '已上门，未办成', en: 'Visited, not served' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  'no-show': { zh: '多次未遇', en: 'Nobody met, more than once' },
};
