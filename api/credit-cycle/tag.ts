/** Under which heading its routes are documented. */
export const tag = '信用评价 Credit grading';
