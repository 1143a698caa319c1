/** 会商数据 What both sides have before them when a consultation opens (TJ84-16): counts and file ids, nothing else. */
export interface Figures {
  /** Commitment cases of the pair that opened and that ended in the period. */
  opened: number;
  closed: number;
  /** 监管结果 by finding: conforms, differs, to be completed. */
  findings: { readonly [finding: string]: number };
  /** Pushes and feedback taken, how many of them late, how many refused. */
  exchanged: number;
  late: number;
  refused: number;
  /** Owed and overdue at the opening. */
  overdue: number;
  /** Open coordination issues of the pair. */
  issues: readonly string[];
}
