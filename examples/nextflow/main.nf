#!/usr/bin/env nextflow
// Saves the plates of a manifest in shards, then verifies all of them:
//   nextflow run main.nf --manifest manifest.csv --destination /shared/plates --shards 4
// A shard that failed is tried again, and goes on where it was. The plates lie in the destination, not in the work folder.

params.manifest = 'manifest.csv'
params.destination = 'plates'
params.shards = 4

scripts = file("${projectDir}/..").toAbsolutePath().normalize()
destination = file(params.destination).toAbsolutePath()

process save {
    maxRetries 3
    errorStrategy 'retry'

    input:
    val index
    path manifest

    output:
    val index

    script:
    """
    pwsh -NoProfile -NonInteractive -File '${scripts}/shard.ps1' -Manifest '${manifest}' \
        -Destination '${destination}' -ShardIndex ${index} -ShardCount ${params.shards}
    """
}

process verify {
    input:
    val saved
    path manifest

    output:
    stdout

    script:
    """
    pwsh -NoProfile -NonInteractive -File '${scripts}/verify.ps1' -Manifest '${manifest}' -Destination '${destination}'
    """
}

workflow {
    manifest = file(params.manifest, checkIfExists: true)
    saved = save(Channel.of(0..<(params.shards as int)), manifest)
    verify(saved.collect(), manifest) | view
}
