/** 英文名称 What fields are called in English whose name in the code is no English of an office; every other is called by the words of its name. */
const englishFields: Readonly<Record<string, string>> = {
  id: 'Id',
  sha256: 'SHA-256 (64 hexadecimal digits in lower case)',
  where: 'Kept at',
  by: 'By whom',
  to: 'To whom',
  how: 'How it is handled',
  why: 'Reason',
  what: 'Content',
  next: 'The next one',
  body: 'Authority',
  windowEndsOn: 'Last day for statements and defence',
  receivedAt: 'Received at (by the designated receiving system only)',
  cameAt: 'Arrived at',
  correctedTo: 'Corrected to',
  hearingOffered: 'Whether a hearing was offered',
  approved: 'Whether it is approved',
  confirmed: 'Whether it is confirmed',
  accepted: 'Whether it is accepted',
  conforming: 'Whether it conforms',
  paused: 'Whether it is paused',
  ongoing: 'Whether it goes on',
  fullyOnline: 'Done wholly online',
  heldAt: 'Held at',
  size: 'Number of copies',
  least: 'At least',
  most: 'At most',
  push: 'To be pushed',
  started: 'Counted up to',
  startedYear: 'Year that it was counted for',
  mark: 'Mark of the series',
};

/** Short forms in the names of fields, in full. */
const inFull: Readonly<Record<string, string>> = {
  no: 'number',
  nos: 'numbers',
  fen: '(fen)',
  url: 'web address',
  nhsa: 'national',
  oa: 'office system',
  sha256: 'SHA-256',
};

/** `documentNo` is a document number, and `suspected-violation` a suspected violation. A letter that stands alone is a name. */
export const inWords = (name: string): string =>
  /^[A-Z]$/.test(name)
    ? name
    : name
        .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(/[\s-]+/)
        .map((word) => (Object.hasOwn(inFull, word) ? inFull[word]! : word))
        .join(' ');

export const englishField = (name: string): string => {
  if (Object.hasOwn(englishFields, name)) return englishFields[name]!;
  const words = inWords(name);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};
