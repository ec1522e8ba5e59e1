"""Mining on Spark: the same kernels as one process, each on the rows that its share of roots needs.

    rows ─ blocks ─▶ workers cut ─ shards ─▶ shuffle by group ─▶ workers search ─ trees ─▶ one result

`engine="spark"` is all that it takes: without an active session a local one is started and stopped again.
Hold one open for several runs, or make your own `SparkSession` for a cluster, on whose machines
`deltalang[spark]` has to be installed:

    with spark_context():
        frequent_itemsets(data, min_support=0.01, engine="spark")
        sequential_patterns(data, min_support=0.01, engine="spark")

Spark only moves the data and starts the work (PFP, Li, Wang, Zhang, Zhang, Chang 2008; its own miners are
not used). What comes out is the same, array for array, as that of the other engines.
"""
