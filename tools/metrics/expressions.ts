/** What alarms and dashboard ask Prometheus, and which metrics they name. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export interface Expression {
  /** The alarm, or the panel with its place in it. */
  where: string;
  text: string;
}

const deploy = (name: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url)), 'utf8');

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}
interface Dashboard {
  panels: { title: string; targets?: { refId: string; expr: string }[] }[];
}

export async function expressions(): Promise<Expression[]> {
  const rules = parse(await deploy('prometheus/rules.yml')) as Rules;
  const dashboard = JSON.parse(await deploy('grafana/dashboards/duban.json')) as Dashboard;
  return [
    ...rules.groups.flatMap(({ rules }) =>
      rules.map(({ alert, expr }) => ({ where: alert, text: expr })),
    ),
    ...dashboard.panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ refId, expr }) => ({ where: `${title} (${refId})`, text: expr })),
    ),
  ];
}

export interface Named {
  metric: string;
  /** Of its selector. */
  labels: string[];
}

const words =
  /^(by|without|on|ignoring|and|or|unless|sum|max|min|avg|count|rate|increase|irate|time|topk|histogram_quantile|clamp_min|offset|bool)$/;

/** The metrics that an expression selects. What stands in braces and in lists of labels names labels, and no metric. */
export function metricsIn(text: string): Named[] {
  const bare = text
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, '');
  return [...bare.matchAll(/([a-zA-Z_:][\w:]*)\s*(\{[^}]*\})?(\s*\()?/g)]
    .filter(([, name = '', , call]) => !call && !words.test(name))
    .map(([, metric = '', selector = '']) => ({
      metric,
      labels: [...selector.matchAll(/(\w+)\s*[=!]/g)].map(([, label = '']) => label),
    }));
}

/** The labels that an expression groups by. */
export const groupedBy = (text: string): string[] =>
  [...text.matchAll(/\bby\s*\(([^)]*)\)/g)].flatMap(([, list = '']) =>
    list.split(',').map((label) => label.trim()),
  );
