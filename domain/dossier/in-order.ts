/** Fields as RFC 8785 orders them: whoever reads them back from canonical JSON goes through them in the same order. A list stays as it is. */
export const inOrder = <T>(of: object): [string, T][] => {
  const fields = Object.entries(of) as [string, T][];
  return Array.isArray(of) ? fields : fields.sort(([a], [b]) => (a < b ? -1 : 1));
};
