/** 文档分组 Under which the routes of patrols are documented. */
export const tag = '“网警”巡查 Patrols';
