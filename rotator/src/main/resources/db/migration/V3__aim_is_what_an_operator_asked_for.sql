-- The configuration gives a new ring its policy and changes none that stands; what is kept is what operators asked for.
alter table aim drop column configured;
