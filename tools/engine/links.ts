/** The coordinator's views as links into the Temporal UI: saved views live in one browser only, links can be handed out. */
import { engineViews, listAddress, running } from '../../api/files/engine-views.ts';

export const fileLink = (uiUrl: string, namespace: string, workflowId: string): string =>
  `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;

export const coordinatorLinks = (
  uiUrl: string,
  namespace: string,
): { label: string; link: string }[] =>
  engineViews.map(({ title, query }) => ({
    label: `${title.zh} ${title.en}`,
    link: listAddress(uiUrl, namespace, running(query)),
  }));
