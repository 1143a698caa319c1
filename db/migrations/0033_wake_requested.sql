-- 待唤醒 QY-4.1 What barred a plan on hold has been freed: that it be asked anew is requested until it has been asked.
alter table inspection_plan rename column rung to wake_requested;
