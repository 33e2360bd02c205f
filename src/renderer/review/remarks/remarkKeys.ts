/** Shortcuts of remarks, beside `Alt+N` for the next piece. */

export const ADD_REMARK = "Alt+R";
export const NEXT_REMARK = "Alt+M";
