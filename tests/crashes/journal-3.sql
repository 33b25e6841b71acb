CREATE TABLE answers (
	"plan" VARCHAR NOT NULL, 
	step VARCHAR NOT NULL, 
	status INTEGER, 
	message TEXT, 
	created_id VARCHAR, 
	heard BOOLEAN NOT NULL, 
	PRIMARY KEY ("plan", step)
);
CREATE TABLE batches (
	number INTEGER NOT NULL, 
	"plan" VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	steps TEXT NOT NULL, 
	intended VARCHAR NOT NULL, 
	ticket VARCHAR, 
	answered BOOLEAN NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE ("key")
);
CREATE TABLE cells (
	run VARCHAR NOT NULL, 
	change VARCHAR NOT NULL, 
	sent TEXT NOT NULL, 
	missing TEXT NOT NULL, 
	PRIMARY KEY (run, change)
);
CREATE TABLE chain (
	number INTEGER NOT NULL, 
	run VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (run)
);
CREATE TABLE endings (
	run VARCHAR NOT NULL, 
	traffic TEXT NOT NULL, 
	PRIMARY KEY (run)
);
CREATE TABLE forms (
	store VARCHAR NOT NULL, 
	product VARCHAR NOT NULL, 
	variation VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	asked TEXT NOT NULL, 
	made TEXT NOT NULL, 
	"plan" VARCHAR NOT NULL, 
	sure BOOLEAN NOT NULL, 
	PRIMARY KEY (store, product, variation, field)
);
CREATE INDEX ix_batches_plan ON batches ("plan");
CREATE TABLE outcomes (
	run VARCHAR NOT NULL, 
	change VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	status INTEGER NOT NULL, 
	reason TEXT, 
	product VARCHAR, 
	variation VARCHAR, 
	confirmed TEXT, 
	PRIMARY KEY (run, change)
);
CREATE TABLE pictures (
	store VARCHAR NOT NULL, 
	url TEXT NOT NULL, 
	source TEXT NOT NULL, 
	PRIMARY KEY (store, url)
);
CREATE TABLE plans (
	id VARCHAR NOT NULL, 
	store VARCHAR NOT NULL, 
	sheet VARCHAR NOT NULL, 
	consumed_by VARCHAR, 
	PRIMARY KEY (id)
);
CREATE TABLE runs (
	id VARCHAR NOT NULL, 
	command VARCHAR NOT NULL, 
	"plan" VARCHAR, 
	store VARCHAR, 
	sheet VARCHAR, 
	status VARCHAR NOT NULL, 
	started VARCHAR NOT NULL, 
	ended VARCHAR, 
	reports VARCHAR, 
	totals VARCHAR, 
	PRIMARY KEY (id)
);
CREATE TABLE sights (
	"plan" VARCHAR NOT NULL, 
	batch INTEGER NOT NULL, 
	PRIMARY KEY ("plan")
);
