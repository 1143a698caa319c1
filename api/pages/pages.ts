/** The pages in one list: each has its row in the authorisation matrix. */
import { assign, assignees } from './assignees.ts';
import { breaches } from './breaches.ts';
import { calendar } from './calendar.ts';
import { chaseMany, chases, chasesAgain } from './chases.ts';
import { comment, commentAgain, commentsPage } from './comments.ts';
import { engine } from './engine.ts';
import { filePage } from './file.ts';
import { files } from './files.ts';
import { actPage, fileAct, newAct, newActAgain } from './filing.ts';
import { dossier, dossierAgain } from './file-papers.ts';
import { handOver, handOvers } from './hand-overs.ts';
import { home } from './home.ts';
import { issueLetter, newLetter, newLetterAgain } from './letter-form.ts';
import {
  letterDocument,
  letterPage,
  letterPrint,
  letterWithdrawal,
  letterWithdrawalAgain,
} from './letters.ts';
import { mentions, seeMentions } from './mentions.ts';
import { newFile, newFileAgain, openFile, openingList } from './openings.ts';
import { decideProposal, proposalsPage } from './proposals.ts';
import { changeReminders, reminderPage } from './reminders.ts';
import { issuePaper, newPaper, newPaperAgain } from './paper-form.ts';
import { proposeTemplate, templateAgain, templatesPage } from './templates.ts';
import { paperDocument, paperPrint } from './paper-bytes.ts';
import { paperPage, withdrawal, withdrawalAgain } from './papers.ts';
import { reports, reportsAgain, reportTable } from './reports.ts';
import { technical } from './technical.ts';
import type { PageSpec } from './visit.ts';

/** Those that ask for a session. */
export const pages: readonly PageSpec[] = [
  { method: 'get', path: '/desk', page: home },
  { method: 'get', path: '/desk/open', page: openingList },
  { method: 'get', path: '/desk/open/:name', page: newFile },
  { method: 'post', path: '/desk/open/:name', page: openFile, again: newFileAgain, files: true },
  { method: 'get', path: '/desk/open/:name/letters/:kind', page: newLetter },
  {
    method: 'post',
    path: '/desk/open/:name/letters/:kind',
    page: issueLetter,
    again: newLetterAgain,
  },
  { method: 'get', path: '/desk/letters/:paper', page: letterPage },
  { method: 'get', path: '/desk/letters/:paper/print', page: letterPrint },
  { method: 'get', path: '/desk/letters/:paper/docx', page: letterDocument },
  {
    method: 'post',
    path: '/desk/letters/:paper/withdrawal',
    page: letterWithdrawal,
    again: letterWithdrawalAgain,
  },
  { method: 'get', path: '/desk/chases', page: chases },
  { method: 'post', path: '/desk/chases', page: chaseMany, again: chasesAgain },
  { method: 'get', path: '/desk/breaches', page: breaches },
  { method: 'get', path: '/desk/reminders', page: reminderPage },
  { method: 'post', path: '/desk/reminders', page: changeReminders },
  { method: 'get', path: '/desk/calendar', page: calendar },
  { method: 'get', path: '/desk/technical', page: technical },
  { method: 'get', path: '/desk/engine', page: engine },
  { method: 'get', path: '/desk/reports', page: reports },
  { method: 'post', path: '/desk/reports', page: reportTable, again: reportsAgain },
  { method: 'get', path: '/desk/files', page: files },
  { method: 'get', path: '/desk/files/:file', page: filePage },
  { method: 'get', path: '/desk/files/:file/new/:type', page: newAct },
  {
    method: 'post',
    path: '/desk/files/:file/new/:type',
    page: fileAct,
    again: newActAgain,
    files: true,
  },
  { method: 'get', path: '/desk/files/:file/acts/:act', page: actPage },
  { method: 'get', path: '/desk/files/:file/comments', page: commentsPage },
  { method: 'post', path: '/desk/files/:file/comments', page: comment, again: commentAgain },
  { method: 'get', path: '/desk/files/:file/assignees', page: assignees },
  { method: 'post', path: '/desk/files/:file/assignees', page: assign },
  { method: 'get', path: '/desk/mentions', page: mentions },
  { method: 'post', path: '/desk/mentions', page: seeMentions },
  { method: 'get', path: '/desk/proposals', page: proposalsPage },
  { method: 'post', path: '/desk/proposals', page: decideProposal },
  { method: 'get', path: '/desk/templates', page: templatesPage },
  { method: 'post', path: '/desk/templates', page: proposeTemplate, again: templateAgain },
  { method: 'get', path: '/desk/hand-overs', page: handOvers },
  { method: 'post', path: '/desk/hand-overs', page: handOver },
  { method: 'get', path: '/desk/files/:file/papers/new/:kind', page: newPaper },
  {
    method: 'post',
    path: '/desk/files/:file/papers/new/:kind',
    page: issuePaper,
    again: newPaperAgain,
  },
  { method: 'get', path: '/desk/files/:file/papers/:paper', page: paperPage },
  { method: 'get', path: '/desk/files/:file/papers/:paper/print', page: paperPrint },
  { method: 'get', path: '/desk/files/:file/papers/:paper/docx', page: paperDocument },
  {
    method: 'post',
    path: '/desk/files/:file/papers/:paper/withdrawal',
    page: withdrawal,
    again: withdrawalAgain,
  },
  { method: 'post', path: '/desk/files/:file/dossier', page: dossier, again: dossierAgain },
];

/** Signing in and out (router.ts), and every other. */
export const pageRoutes: readonly string[] = [
  'GET /desk/sign-in',
  'POST /desk/sign-in',
  'GET /desk/sign-in/start',
  'GET /desk/sign-in/callback',
  'POST /desk/sign-out',
  ...pages.map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  ),
];
