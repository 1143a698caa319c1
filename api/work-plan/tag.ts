export const tag = '政务服务工作方案 Plan of work';
