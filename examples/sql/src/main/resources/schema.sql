-- box: dead, parked or replay. due: milliseconds since 1970.
create table if not exists waping_record (
  id bigint generated always as identity primary key,
  box varchar(8) not null,
  category varchar(32),
  code varchar(128),
  device_id varchar(128) not null,
  due bigint not null,
  document text not null
);
create index if not exists waping_record_device on waping_record (box, device_id, id);
