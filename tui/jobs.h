/* What the screens have the worker do. Each reads and writes one struct work. */
#ifndef MADOGUCHI_JOBS_H
#define MADOGUCHI_JOBS_H

#include "tui/visit.h"
#include "tui/worker.h"

worker_job job_survey;		/* half_done */
worker_job job_look;		/* card */
worker_job job_person;		/* person, by visit->secrets */
worker_job job_open;		/* decides and opens a case for the visit: number */
worker_job job_perform;		/* the card work of number: result; goes on where it stopped */
worker_job job_recover;		/* number, with_card: recovery, result */
worker_job job_readers;		/* readers; over PC/SC only */
worker_job job_choose_reader;	/* reader; over PC/SC only */
worker_job job_practice;	/* practice: path */

#endif
